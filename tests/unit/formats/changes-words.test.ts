import { describe, expect, test } from 'vitest';
import {
  classWords,
  roleWords,
  toEntryClass,
  toEntryText,
  toEntryTitle,
  toEventWords,
  toReasons,
} from '@/lib/formats/changes-words';
import { entry, event, loggedClaim, moved } from '@/tests/fixtures/changes';

const SENTENCE = 'UK Defence Intelligence says 1\u202f271 a day, killed or wounded, Russia, over September 2024.';

describe('one event', () => {
  test('a correction says the claim, and each field before and after', () => {
    expect(toEventWords(event())).toEqual({
      title: `Claim corrected: ${SENTENCE}`,
      href: '/claims/4dddddd',
      lines: [{ field: 'Value', before: '1\u202f217', after: '1\u202f271' }],
    });
  });

  test.each([
    [{ after: { standing: 'withdrawn' } }, 'Claim withdrawn'],
    [{ after: { standing: 'discounted' } }, 'Claim discounted'],
    [{ after: { standing: 'current' } }, 'Claim stands again'],
    [{ changeClass: 'update' }, 'Claim updated'],
    [{ changeClass: 'improvement' }, 'Claim coded better'],
    [{ verb: 'claim.checked', changeClass: 'update' }, 'Claim checked, re-keyed by a second editor'],
  ] as const)('%j is called “%s”', (over, words) => {
    expect(toEventWords(event({ before: {}, ...over })).title).toBe(`${words}: ${SENTENCE}`);
  });

  test('a second key says what the claim was and is on the ladder', () => {
    const { lines } = toEventWords(
      event({ verb: 'claim.checked', before: { attribution: 'a1' }, after: { attribution: 'a2' } }),
    );
    expect(lines).toEqual([{ field: 'Attribution', before: 'publication identified', after: 're-keyed' }]);
  });

  test('a badge that followed from other claims says what it was and is', () => {
    const followed = event({
      verb: 'claim.badge_changed',
      before: { badge: 'checked', substance: 's0' },
      after: { badge: 'corroborated', substance: 's1' },
      changeClass: 'update',
      changeCause: null,
    });
    expect(toEventWords(followed)).toEqual({
      title: `Claim corroborated: ${SENTENCE}`,
      href: '/claims/4dddddd',
      lines: [{ field: 'Status', before: 'Checked', after: 'Corroborated' }],
    });
  });

  test('records that a claim rests on are named with their address, also where they end', () => {
    const record = { basis: 'records', url: 'https://records.example/' };
    const line = 'records open to inspection, https://records.example/';
    const made = event({ verb: 'claim.substance_recorded', before: null, after: record });
    expect(toEventWords(made)).toMatchObject({
      title: `Substance recorded: ${SENTENCE}`,
      lines: [{ field: 'Rests on', before: null, after: line }],
    });
    const ended = event({ verb: 'claim.substance_ended', before: record, after: null });
    expect(toEventWords(ended)).toMatchObject({
      title: `Record of substance ended: ${SENTENCE}`,
      lines: [{ field: 'Rests on', before: line, after: null }],
    });
  });

  test('a new claim is said as a sentence, a load as a number', () => {
    expect(toEventWords(event({ verb: 'claims.published', after: { claims: 1 } })).title).toBe(
      `New claim: ${SENTENCE}`,
    );
    const load = event({ verb: 'claims.published', subject: 'publish 3', claim: null });
    expect(toEventWords({ ...load, after: { claims: 1057, extended: 2 } }).title).toBe(
      '1\u202f057 new claims and 2 claims with a further publication',
    );
  });

  test('a link names the claim at its other end', () => {
    const link = event({
      verb: 'claim.linked',
      before: null,
      after: { type: 'corrects', toKey: 'old' },
      linked: '2bbbbbb' as never,
    });
    expect(toEventWords(link)).toMatchObject({
      title: 'Link: claim 4dddddd corrects claim 2bbbbbb',
      href: '/claims/2bbbbbb',
    });
    expect(toEventWords({ ...link, verb: 'claim.unlinked', linked: null, before: link.after, after: null }).title).toBe(
      'Link ended: claim 4dddddd corrects old',
    );
  });

  test('a figure that moved leads to its derivation, with range and flags before and after', () => {
    expect(toEventWords(moved())).toEqual({
      title: 'UK Defence Intel., killed or wounded, Russia, September 2024',
      href: '/figures/cell?month=2024-09&series=uk-di.killed_or_wounded.ru',
      lines: [
        {
          field: 'Figure',
          before: '36\u202f510 (36\u202f495–36\u202f525)',
          after: '38\u202f130 (38\u202f115–38\u202f145), definition inferred',
        },
      ],
    });
  });

  test.each([
    [{ reason: 'NO_CLAIM' }, 'no figure: nothing claimed'],
    [{ low: 100, best: null, high: 200, flags: ['A'] }, '100–200'],
    [{ low: 100, best: null, high: null, flags: ['A'] }, 'at least 100'],
    [{ low: null, best: null, high: 100, flags: ['A'] }, 'up to 100'],
    [{ low: null, best: 83376.6667, high: null, flags: ['A'] }, '83\u202f376.7'],
    [null, null],
    ['nonsense', null],
  ])('a figure recorded as %j reads %j', (recorded, words) => {
    expect(toEventWords(moved({ after: recorded })).lines[0]?.after).toBe(words);
  });

  test('a span that moved names its days', () => {
    const span = moved({ subject: 'uk-di.killed_or_wounded.ru:2024-10-01/2025-01-01' });
    expect(toEventWords(span)).toMatchObject({
      title: 'UK Defence Intel., killed or wounded, Russia, 1 October to 31 December 2024',
      href: '/figures/cell?from=2024-10-01&series=uk-di.killed_or_wounded.ru&to=2025-01-01',
    });
  });

  test('a source says which of its fields differ', () => {
    const source = { slug: 'isw', name: 'ISW', shortName: 'ISW', class: 'think_tank', party: 'none' };
    const revised = event({
      verb: 'source.revised',
      subject: 'isw',
      claim: null,
      before: source,
      after: { ...source, countingConvention: 'morning', aliases: ['Institute'] },
    });
    expect(toEventWords(revised)).toEqual({
      title: 'Source revised: ISW',
      href: '/sources/isw',
      lines: [
        { field: 'Other names', before: null, after: 'Institute' },
        { field: 'A report counts', before: 'up to the end of the day', after: 'up to the morning of the day' },
      ],
    });
  });

  test('the end of a note says what it said', () => {
    const before = {
      source: 'ua-general-staff',
      metric: 'killed_or_wounded',
      side: 'ru',
      day: '2025-04-15',
      kind: 'break',
      sentence: 'The source counts otherwise from here.',
    };
    const subject = 'ua-general-staff.killed_or_wounded.ru';
    const ended = event({
      verb: 'series.note_ended',
      subject,
      sourceName: 'General Staff',
      claim: null,
      before,
      after: null,
    });
    expect(toEventWords(ended)).toMatchObject({
      title: 'Note of a break ended: General Staff, killed or wounded, Russia, 15 April 2025',
      lines: [{ field: 'Note', before: 'The source counts otherwise from here.', after: null }],
    });
  });

  test('a note on a series says where it stands', () => {
    const note = event({
      verb: 'series.noted',
      subject: 'ua-general-staff.killed_or_wounded.ru',
      sourceName: 'General Staff',
      claim: null,
      before: null,
      after: {
        source: 'ua-general-staff',
        metric: 'killed_or_wounded',
        side: 'ru',
        day: '2025-04-15',
        kind: 'correction',
        sentence: 'The source corrected its total by 160.',
      },
    });
    expect(toEventWords(note)).toMatchObject({
      title: 'Source correction noted: General Staff, killed or wounded, Russia, 15 April 2025',
      lines: [{ field: 'Note', before: null, after: 'The source corrected its total by 160.' }],
    });
  });
});

describe('a publish', () => {
  test('is called by the claim that it is about, not by the figures that followed', () => {
    expect(toEntryTitle(entry({ events: [moved(), event()] }))).toBe(`Claim corrected: ${SENTENCE}`);
    expect(toEntryTitle(entry({ events: [moved(), moved()] }))).toBe('2 figures moved');
    expect(toEntryTitle(entry({ events: [event(), event({ claim: loggedClaim({ best: '5' }) })] }))).toBe(
      `Claim corrected: ${SENTENCE} (and 1 more)`,
    );
  });

  test('in which nothing but badges changed says of how many claims', () => {
    const badge = event({
      verb: 'claim.badge_changed',
      before: { badge: 'checked' },
      after: { badge: 'corroborated' },
    });
    expect(toEntryTitle(entry({ events: [badge, moved()] }))).toBe('The status of 1 claim changed');
    expect(toEntryTitle(entry({ events: [badge, event()] }))).toBe(`Claim corrected: ${SENTENCE}`);
  });

  test('carries the class, cause and reason of its change, and a role instead of a name', () => {
    expect(toEntryClass(entry())).toBe('Correction, our mistake');
    expect(toReasons(entry())).toEqual(['Digits were exchanged in keying.']);
    expect(roleWords('reviewer')).toBe('by a reviewer');
    expect(classWords({ changeClass: null, changeCause: null })).toBeNull();
  });

  test('as text says all of it line by line', () => {
    expect(toEntryText(entry({ further: 3 }))).toBe(
      [
        'Correction, our mistake, by a reviewer.',
        'Reason: Digits were exchanged in keying.',
        `Claim corrected: ${SENTENCE}`,
        '  Value: 1\u202f217 → 1\u202f271',
        'UK Defence Intel., killed or wounded, Russia, September 2024',
        '  Figure: 36\u202f510 (36\u202f495–36\u202f525) → 38\u202f130 (38\u202f115–38\u202f145), definition inferred',
        'And 3 further changes: /changes/12',
      ].join('\n'),
    );
  });
});
