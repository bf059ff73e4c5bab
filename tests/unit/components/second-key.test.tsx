import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { BlindPublications } from '@/components/second-key/blind-publications';
import { KeyForm } from '@/components/second-key/key-form';
import { type KeyOutcome, KeyResult } from '@/components/second-key/key-result';
import { WorkList } from '@/components/second-key/work-list';

function textOf(node: Parameters<typeof renderToStaticMarkup>[0]): string {
  return renderToStaticMarkup(node)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

const form = (needs: { quote: boolean; place: boolean }) => (
  <KeyForm action={async () => null} subject="claim:abcdefg" needs={needs} sources={['Oryx']} />
);

describe('the form of the second key (E6)', () => {
  test('begins empty: nothing is chosen, and nothing is filled in but the whole war', () => {
    const markup = renderToStaticMarkup(form({ quote: true, place: true }));
    expect(markup).not.toContain('checked=""');
    expect([...markup.matchAll(/<option value="([^"]*)" selected/g)].map(([, value]) => value)).toEqual(['']);
    expect([...markup.matchAll(/<input[^>]*type="text"[^>]*value="([^"]+)"/g)].map(([, value]) => value)).toEqual([
      'theatre',
    ]);
  });

  test('gives no number and no date as an example: it could be the one that was keyed', () => {
    const words = textOf(form({ quote: true, place: true }));
    // The first day of the war belongs to a kind of period.
    expect(words.replaceAll('24 February 2022', '').match(/\d[\d\s.,-]+\d/g)).toEqual(null);
  });

  test('asks for words and place only where the claim has none', () => {
    expect(textOf(form({ quote: true, place: true }))).toContain('Place in the source');
    expect(textOf(form({ quote: false, place: false }))).not.toContain('Place in the source');
  });
});

describe('what the second editor is told', () => {
  const outcome: KeyOutcome = { agrees: true, isChecked: true, isPublic: true, lacks: [], next: null };

  test('is that the claim is Checked, where both agree', () => {
    expect(textOf(<KeyResult outcome={outcome} />)).toContain('Both keys agree: the claim is Checked.');
  });

  test('is what still lacks, where both agree and more is needed', () => {
    const text = textOf(<KeyResult outcome={{ ...outcome, isChecked: false, lacks: ['the metric is not defined'] }} />);
    expect(text).toContain('it is not Checked yet');
    expect(text).toContain('the metric is not defined');
  });

  test('is only that they differ, where they differ', () => {
    const text = textOf(<KeyResult outcome={{ ...outcome, agrees: false, isChecked: false }} />);
    expect(text).toContain('The two keys differ: a reviewer will compare.');
    expect(text).not.toContain('Checked');
  });
});

test('a publication is shown with its words, its place and the way to it', () => {
  const text = textOf(
    <BlindPublications
      publications={[
        {
          relay: null,
          publisher: 'General Staff',
          title: 'Daily report',
          url: 'https://example.org/report',
          archiveUrl: null,
          publishedOn: null,
          language: 'uk',
          quote: 'слова',
          place: 'line 3',
          translation: 'words',
        },
      ]}
    />,
  );
  for (const words of ['“слова”', '“words”', 'Ukrainian', 'Place in the source: line 3', 'Open the publication'])
    expect(text).toContain(words);
});

test('the list says why each is worth keying', () => {
  const item = { subject: 'claim:a', sourceName: 'Oryx', publisher: null, title: null, publishedOn: null };
  const text = textOf(
    <WorkList
      entries={[
        { ...item, why: 'default comparison', figures: 2 },
        { ...item, subject: 'proposal:b', why: 'review', figures: 0 },
        { ...item, subject: 'claim:c', why: 'next in the ledger', figures: 0 },
      ]}
    />,
  );
  expect(text).toContain('feeds 2 figures of the comparison that readers see first');
  expect(text).toContain('waits for review: keyed now, it is Checked when it is published');
  expect(text).toContain('not keyed a second time yet');
});
