import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { AssignForms } from '@/components/review/assign-forms';
import { EffectList } from '@/components/review/effect-list';
import { FieldDifferences } from '@/components/review/field-differences';
import { ImportSummary } from '@/components/review/import-summary';
import { OpenProposals } from '@/components/review/open-proposals';
import { PassedWarnings } from '@/components/review/passed-warnings';
import { ProposalLog } from '@/components/review/proposal-log';
import { type QueueEntry, QueueList } from '@/components/review/queue-list';
import { parseInstant } from '@/lib/ledger/month';

/** What a reader reads: the text without its markup, parts apart. */
function textOf(node: Parameters<typeof renderToStaticMarkup>[0]): string {
  return renderToStaticMarkup(node)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll(/ +/g, ' ')
    .trim();
}

const nothing = async () => {};

const entry: QueueEntry = {
  id: '6f0f6c4e-0000-4000-8000-000000000001',
  kind: 'revision',
  title: 'UK Defence Intelligence says 1 300 a day.',
  author: { id: 'ada', name: 'Ada' },
  isOwn: false,
  waited: '3 days',
  effect: { figures: 2, share: 0.04 },
  keys: null,
  assignee: null,
  reviewers: [
    { id: 'cleo', name: 'Cleo' },
    { id: 'dora', name: 'Dora' },
  ],
};

const queue = (given: Partial<QueueEntry>) => (
  <QueueList entries={[{ ...entry, ...given }]} back="/editor/queue" me="cleo" assign={nothing} />
);

describe('a row of the queue (E16)', () => {
  test('says what it is, who sent it, how long it waits, what it moves and who reviews it', () => {
    expect(textOf(queue({}))).toContain(
      'UK Defence Intelligence says 1 300 a day. Change of a claim from Ada waits 3 days moves 2 figures, by up to 4\u202f% assigned to nobody',
    );
  });

  test('marks own work', () => {
    expect(textOf(queue({ isOwn: true }))).toContain('Yours: somebody else must publish it.');
    expect(textOf(queue({}))).not.toContain('Yours');
  });

  test('offers itself only to those who may review it', () => {
    expect(textOf(queue({}))).toContain('Assign to me');
    expect(textOf(queue({ reviewers: [{ id: 'dora', name: 'Dora' }] }))).not.toContain('Assign to me');
  });

  test('that is mine already is not offered to me again', () => {
    expect(textOf(queue({ assignee: { id: 'cleo', name: 'Cleo' } }))).not.toContain('Assign to me');
  });
});

test('who reviews is chosen from a list in which I am marked', () => {
  const forms = (
    <AssignForms id="x" describedBy="t" back="/" me="cleo" assignee={null} people={entry.reviewers} assign={nothing} />
  );
  expect(textOf(forms)).toContain('Nobody Cleo (you) Dora');
});

describe('what changes', () => {
  test('stands field by field, what there was struck out', () => {
    const markup = renderToStaticMarkup(
      <FieldDifferences caption="Fields" differences={[{ field: 'Value', before: '1 271', after: '1 300' }]} />,
    );
    expect(markup).toContain('<del>1 271</del>');
    expect(markup).toContain('1 300</ins>');
  });

  test('from nothing or to nothing is said in words', () => {
    const text = textOf(
      <FieldDifferences
        caption="Fields"
        differences={[
          { field: 'Low', before: null, after: '5' },
          { field: 'Value', before: '7', after: null },
        ]}
      />,
    );
    expect(text).toContain('Low nothing 5');
    expect(text).toContain('Value 7 nothing');
  });

  test('is said to be nothing where nothing differs', () => {
    expect(textOf(<FieldDifferences caption="Fields" differences={[]} />)).toBe(
      'No field differs from what is public now.',
    );
  });
});

test('of many months that move the first six are shown and the rest folds', () => {
  const lines = Array.from({ length: 8 }, (_, index) => ({
    key: `${index}`,
    kind: 'moved' as const,
    when: `Month ${index}`,
    before: '1',
    after: '2',
    also: null,
  }));
  const markup = renderToStaticMarkup(
    <EffectList effect={{ figures: 8, share: 1 }} groups={[{ series: 's', name: 'A series', lines }]} />,
  );
  const [shown = '', folded = ''] = markup.split('<details');
  expect(shown).toContain('Month 5');
  expect(shown).not.toContain('Month 6');
  expect(folded).toContain('2 more');
});

describe('warnings of the entry checks', () => {
  const warning = {
    key: 'jump',
    label: 'jump',
    field: 'best',
    message: 'It is three times the last one.',
    related: [],
  };

  test('that were passed stand with the reason', () => {
    const passed = [{ check: 'jump', reason: 'The source counts anew.' }];
    expect(textOf(<PassedWarnings warnings={[warning]} passed={passed} />)).toBe(
      'It is three times the last one. Passed, because: The source counts anew.',
    );
  });

  test('for which nobody gave a reason say so', () => {
    expect(textOf(<PassedWarnings warnings={[warning]} passed={[]} />)).toContain('No reason was given.');
  });

  test('that no longer hold keep the reason that was given', () => {
    const passed = [{ check: 'jump', reason: 'The source counts anew.' }];
    expect(textOf(<PassedWarnings warnings={[]} passed={passed} />)).toContain('A warning that no longer holds');
  });
});

test('the log tells who did what, and what they said', () => {
  const at = parseInstant('2026-11-22T10:00:00Z');
  if (!at) throw new Error('no instant');
  const text = textOf(
    <ProposalLog
      entries={[
        { key: '1', at, who: 'Ada', kind: 'version', version: 1 },
        { key: '2', at, who: 'Ada', kind: 'event', transition: 'send', note: null },
        { key: '3', at, who: 'Cleo', kind: 'event', transition: 'ask_changes', note: 'Quote the sentence.' },
        { key: '4', at, who: 'Ada', kind: 'comment', body: 'Done.' },
        { key: '5', at, who: 'Ben', kind: 'version', version: 2 },
      ]}
    />,
  );
  expect(text).toBe(
    'Ada began it, 22 November 2026, 10:00 UTC Ada sent it to review, 22 November 2026, 10:00 UTC ' +
      'Cleo asked for changes, 22 November 2026, 10:00 UTC Quote the sentence. Ada wrote, 22 November 2026, 10:00 UTC Done. ' +
      'Ben saved version 2, 22 November 2026, 10:00 UTC',
  );
});

test('what somebody else drafts is counted, and not named, to those who may not read it', () => {
  expect(textOf(<OpenProposals proposals={[]} hidden={2} />)).toBe('2 drafts of somebody else.');
  expect(textOf(<OpenProposals proposals={[]} hidden={0} />)).toBe('Nobody is changing it now.');
});

test('an import tells how its sample was keyed', () => {
  const summary = {
    id: 'x',
    name: 'march.csv',
    rows: 1200,
    fresh: 1100,
    extended: 0,
    alreadyHere: 100,
    warningRows: 3,
    sample: { agree: 12, differ: 1, decided: 0, wait: 46 },
  };
  expect(textOf(<ImportSummary summary={summary} />)).toContain(
    'Second key 59 rows, drawn at random: 12 agree, 1 differs and 46 wait',
  );
});
