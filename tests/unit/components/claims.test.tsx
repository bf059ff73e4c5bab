import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ClaimHistory, type HistoryVersion } from '@/components/claims/claim-history';
import { FacetList } from '@/components/claims/facet-list';
import { Publications } from '@/components/claims/publications';
import { ClaimedValue } from '@/components/ledger/claimed-value';
import { SourceCitation } from '@/components/ledger/source-citation';
import { ErrorState } from '@/components/site/error-state';
import { type Claim, claimSchema, type Publication } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';

/** What a reader reads: the text without its markup. */
function textOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'");
}

const publication: Publication = {
  relay: null,
  publisher: 'The Moscow Times',
  title: 'Russian gains in July',
  url: 'https://www.themoscowtimes.com/2024/07/31/a85894',
  archiveUrl: null,
  publishedOn: null,
  language: 'en',
  quote: null,
  key: null,
  note: null,
  place: null,
  translation: null,
};

function claim(difference: Partial<Record<keyof Claim, unknown>> = {}): Claim {
  return claimSchema.parse({
    key: 'a-claim',
    source: 'uk-di',
    side: 'ru',
    metric: 'killed_or_wounded',
    periodKind: 'daily_rate',
    periodStart: '2024-09-01',
    periodEnd: '2024-10-01',
    valueKind: 'point',
    best: '1271',
    publications: [publication],
    ...difference,
  });
}

test('a value is said as it was claimed, with its unit and its rate', () => {
  const value = { valueKind: 'at_least', low: '1000', best: null, high: null } as const;
  expect(
    textOf(
      renderToStaticMarkup(<ClaimedValue value={value} unit="persons" periodKind="daily_rate" standing="current" />),
    ),
  ).toBe('at least 1\u202f000 persons a day');
});

test('a discounted value is struck through, and heard to be so', () => {
  const value = { valueKind: 'point', low: null, best: '48640', high: null } as const;
  const markup = renderToStaticMarkup(<ClaimedValue value={value} periodKind="interval" standing="discounted" />);
  expect(markup).toMatch(/<s [^>]*>48\u202f640<\/s>/);
  expect(textOf(markup)).toBe('48\u202f640, discounted');
});

test('a publication names who carried it apart from who published it', () => {
  const relayed = { ...publication, relay: 'TASS', language: 'ru' };
  expect(textOf(renderToStaticMarkup(<SourceCitation publication={relayed} />))).toBe(
    '“Russian gains in July”, The Moscow Times via TASS, in Russian, themoscowtimes.com',
  );
});

test('a publication of which nothing is known says so', () => {
  const unknown = { ...publication, publisher: null, title: null, url: null, language: null };
  expect(textOf(renderToStaticMarkup(<SourceCitation publication={unknown} />))).toBe('Publication not identified');
});

test('a quote carries its language, so that it is read aloud in it', () => {
  const quoted = { ...publication, language: 'uk', quote: 'втрати противника' };
  const markup = renderToStaticMarkup(<Publications publications={[quoted]} source={{ name: 'General Staff' }} />);
  expect(markup).toContain('<blockquote lang="uk" cite="https://www.themoscowtimes.com/2024/07/31/a85894"');
  expect(textOf(markup)).toContain('“втрати противника”');
});

test('a claim that only relays carried does not pass for the source’s own word', () => {
  const relayed = { ...publication, relay: 'TASS' };
  const markup = renderToStaticMarkup(<Publications publications={[relayed]} source={{ name: 'General Staff' }} />);
  expect(textOf(markup)).toContain('Said by General Staff; known here only via TASS, not from its own publication.');
});

test('history shows the latest version first, when each was held, and field by field what changed', () => {
  const first: HistoryVersion = {
    revision: 1,
    recordedFrom: '2026-03-01T10:00:00.000Z' as Instant,
    recordedTo: '2026-03-03T14:05:00.000Z' as Instant,
    changeClass: 'new',
    changeNote: null,
    changeCause: null,
    attribution: 'a1',
    changed: [],
    claim: claim({ best: '1217' }),
  };
  const second: HistoryVersion = {
    ...first,
    revision: 2,
    recordedFrom: '2026-03-03T14:05:00.000Z' as Instant,
    recordedTo: null,
    changeClass: 'correction',
    changeNote: 'Digits exchanged in keying',
    changeCause: 'our_correction',
    changed: ['best'],
    claim: claim(),
  };
  expect(textOf(renderToStaticMarkup(<ClaimHistory versions={[first, second]} />))).toBe(
    'Version 2, held since 3 March 2026, 14:05 UTCCorrection, our mistake: Digits exchanged in keyingValue: 1\u202f217 → 1\u202f271' +
      'Version 1, held from 1 March 2026, 10:00 UTC until 3 March 2026, 14:05 UTCNew claim.',
  );
});

test('a version that a second key made Checked says so, and one that lost it, too', () => {
  const first: HistoryVersion = {
    revision: 1,
    recordedFrom: '2026-03-01T10:00:00.000Z' as Instant,
    recordedTo: null,
    changeClass: 'new',
    changeNote: null,
    changeCause: null,
    attribution: 'a1',
    changed: [],
    claim: claim(),
  };
  const checked: HistoryVersion = {
    ...first,
    revision: 2,
    changeClass: 'update',
    changeCause: 'new_evidence',
    changeNote: 'Keyed twice.',
    attribution: 'a2',
  };
  const changed: HistoryVersion = { ...first, revision: 3, attribution: 'a1' };
  const text = textOf(renderToStaticMarkup(<ClaimHistory versions={[first, checked, changed]} />));
  expect(text).toContain('Re-keyed by a second editor: Checked.Update, new evidence: Keyed twice.');
  expect(text).toContain('No longer Checked: what was keyed twice has changed.');
  expect(text.match(/Re-keyed/g)).toHaveLength(1);
});

test('a quote stands with its place in the publication and its translation', () => {
  const quoted = {
    ...publication,
    language: 'uk',
    quote: 'втрати противника',
    translation: 'losses of the enemy',
    place: 'page 4',
  };
  const text = textOf(
    renderToStaticMarkup(<Publications publications={[quoted]} source={{ name: 'General Staff' }} />),
  );
  expect(text).toContain('page 4“втрати противника”Ukrainian“losses of the enemy” translated');
});

const option = (value: string, isSelected = false) => ({
  value,
  label: value,
  claims: 3,
  isSelected,
  href: `?${value}`,
});

test('a long facet folds after eight values, and never hides a chosen one', () => {
  const options = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((value) => option(value, value === 'j'));
  const markup = renderToStaticMarkup(<FacetList groups={[{ key: 'k', title: 'Letters', options }]} />);
  const [shown, folded] = markup.split('<details');
  expect([...(shown ?? '').matchAll(/href="\?(\w)"/g)].map((match) => match[1]).join('')).toBe('abcdefghj');
  expect([...(folded ?? '').matchAll(/href="\?(\w)"/g)].map((match) => match[1]).join('')).toBe('i');
});

test('a facet without values is not there at all', () => {
  expect(renderToStaticMarkup(<FacetList groups={[{ key: 'k', title: 'Letters', options: [] }]} />)).not.toContain(
    'Letters',
  );
});

test('an error gives the id to quote, and nothing of the inside', () => {
  const text = textOf(renderToStaticMarkup(<ErrorState digest="895040009" retry={() => {}} />));
  expect(text).toContain('please quote the id 895040009.');
});
