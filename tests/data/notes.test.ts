/** Notes pinned to series by reviewers (features.md A16): published, ended, known on their instants, and in the log. */
import { beforeAll, describe, expect, test } from 'vitest';
import { publishClaims } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { rowsOf } from '@/lib/data/db';
import { endNote, listNotes, type NoteWords, publishNote } from '@/lib/data/events';
import { publishAt } from '@/lib/data/ledger';
import { publishProposal } from '@/lib/data/proposal-publishing';
import type { Editor } from '@/lib/data/proposals';
import { publishSources } from '@/lib/data/sources';
import { noteSentence } from '@/lib/formats/figure-words';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { revisionOf, sent, somebody } from '../support/desk';
import { aClaim, aSource, month, openLedger } from '../support/ledger';

openLedger();

const OBSERVER = 'observer.killed_or_wounded.ru' as SeriesId;
const words: NoteWords = {
  source: 'observer',
  metric: 'killed_or_wounded',
  side: 'ru',
  day: '2024-10-09',
  kind: 'break',
  sentence: 'The observer counts the badly wounded from here.',
  url: 'https://observer.example/method',
};

let reviewer: Editor;
beforeAll(async () => {
  const how = { role: 'editor', summary: 'Claims.' } as const;
  await publishSources([aSource({ slug: 'observer' })], { class: 'new', note: null, ...how });
  const of = (at: string, end: string, best: string) =>
    aClaim({ key: at, periodStart: `${at}-01`, periodEnd: `${end}-01`, best });
  await publishClaims([[of('2024-09', '2024-10', '1000'), of('2024-10', '2024-11', '1100')]], how);
  reviewer = await somebody('reviewer');
});

const asKnown = async (known: Instant | null) => {
  const comparison = await readComparison({
    ...DEFAULT_VIEW,
    series: [OBSERVER],
    from: month('2024-09'),
    to: month('2024-10'),
    known,
  });
  if (comparison === null) throw new Error('nothing known');
  const flags = (comparison.table.cells.get(OBSERVER) ?? []).map((cell) => (cell.kind === 'figure' ? cell.flags : []));
  return { flags, events: comparison.table.events };
};
const now = async () => (await publishAt(null))?.recordedFrom ?? null;

describe('a break noted by a reviewer', () => {
  let before: Instant | null = null;
  let noted: Instant | null = null;

  test('stands on the chart and flags its month, from its publish on and not before', async () => {
    before = await now();
    expect(await publishNote(reviewer, words)).toEqual({ ok: true });
    noted = await now();
    expect((await asKnown(null)).flags).toEqual([['A'], ['B']]);
    expect((await asKnown(null)).events).toMatchObject([{ day: '2024-10-09', kind: 'break', url: words.url }]);
    expect(await asKnown(before)).toMatchObject({ flags: [['A'], ['A']], events: [] });
  });

  test('said a second time is refused', async () => {
    expect(await publishNote(reviewer, words)).toMatchObject({ ok: false, field: 'sentence' });
  });

  test('ended with a reason stands no more, and stood at its time', async () => {
    const [held] = await listNotes();
    expect(held?.note).toMatchObject({ day: '2024-10-09', sentence: words.sentence });
    expect(await endNote(reviewer, held?.id ?? 0, ' ')).toMatchObject({ ok: false, field: 'reason' });
    expect(await endNote(reviewer, held?.id ?? 0, 'The observer took it back.')).toEqual({ ok: true });
    expect(await listNotes()).toEqual([]);
    expect((await asKnown(null)).flags).toEqual([['A'], ['A']]);
    expect((await asKnown(noted)).flags).toEqual([['A'], ['B']]);
    expect(await endNote(reviewer, held?.id ?? 0, 'Twice.')).toMatchObject({ ok: false });
  });

  test('both stand in the log, in the role of who did it', async () => {
    const rows = await rowsOf<{ verb: string; subject: string; reason: string | null; by_role: string }>(
      `SELECT verb, subject, reason, by_role FROM ledger_event WHERE verb LIKE 'series.%' ORDER BY id`,
      [],
    );
    expect(rows).toEqual([
      { verb: 'series.noted', subject: OBSERVER, reason: null, by_role: 'reviewer' },
      { verb: 'series.note_ended', subject: OBSERVER, reason: 'The observer took it back.', by_role: 'reviewer' },
    ]);
  });
});

test('a correction entered long after its month, where a figure stood, is a note of that month; before it there was none', async () => {
  const author = await somebody('editor');
  const [held] = await rowsOf<{ id: ClaimId; revision: number }>(
    `SELECT public_id AS id, current_revision AS revision FROM claim WHERE key = '2024-09'`,
    [],
  );
  if (held === undefined) throw new Error('the claim is there');
  const before = await now();
  const corrected = aClaim({ key: '2024-09', periodStart: '2024-09-01', periodEnd: '2024-10-01', best: '1050' });
  const proposal = await sent(author, await revisionOf(author, held, corrected));
  expect(await publishProposal(reviewer, proposal.id, proposal.version)).toMatchObject({ ok: true });
  const [event, ...more] = (await asKnown(null)).events;
  expect(more).toEqual([]);
  expect(event).toMatchObject({ kind: 'late_entry', day: '2024-09-01', late: { before: 1000, after: 1050 } });
  expect(event && noteSentence(event)).toMatch(/^Entered here on .*, long after the month: 1\s000 → 1\s050\.$/);
  expect((await asKnown(before)).events).toEqual([]);
});

describe('is refused', () => {
  test.each<[Partial<NoteWords>, string]>([
    [{ metric: 'killed' }, 'source'],
    [{ source: 'nobody' }, 'source'],
    [{ day: '2024-02-30' }, 'day'],
    [{ kind: 'scandal' }, 'kind'],
    [{ sentence: '' }, 'sentence'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ url: 'observer' }, 'url'],
  ])('%o: at the field %s', async (over, field) => {
    expect(await publishNote(reviewer, { ...words, ...over })).toMatchObject({ ok: false, field });
    expect(await listNotes()).toEqual([]);
  });

  test('by an editor, who may not', async () => {
    expect(await publishNote(await somebody('editor'), words)).toMatchObject({ ok: false });
  });
});
