import { beforeAll, describe, expect, test } from 'vitest';
import { readChange, readChanges } from '@/lib/data/changes';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { publishSeriesEvents } from '@/lib/data/events';
import { hasPublish, stateOfClaim } from '@/lib/data/existence';
import { publishSources } from '@/lib/data/sources';
import { toEntryTitle } from '@/lib/formats/changes-words';
import { ALL_CHANGES, type ChangesView } from '@/lib/ledger/changes';
import type { Claim } from '@/lib/ledger/claim';
import { aClaim, aSource, day, instant, openLedger } from '../support/ledger';

openLedger();

/** When each publish of this file was recorded, by its number. */
const recorded = new Map<bigint, string>();
let claimId = '';

const role = 'reviewer';
const read = (view: Partial<ChangesView> = {}, options = {}) => readChanges({ ...ALL_CHANGES, ...view }, options);
const numbersOf = ({ entries }: Awaited<ReturnType<typeof read>>) =>
  entries.map(({ ledgerNumber }) => Number(ledgerNumber));

async function revise(revision: number, claim: Claim, cause: 'our_correction' | 'source_withdrew', note: string) {
  const saved = await saveRevision(claimId, revision, claim, { class: 'correction', cause, note, role });
  expect(saved).toMatchObject({ ok: true });
}

beforeAll(async () => {
  const change = { class: 'new', note: null, role, summary: 'Sources for tests.' } as const;
  await publishSources([aSource({ slug: 'observer', shortName: 'Observer' })], change);
  const [first, other] = [aClaim({ key: 'first' }), aClaim({ key: 'other', best: '7' })];
  await publishClaims([[first, other]], { role: 'importer', summary: 'Claims from a file.' });
  const [row] = await rowsOf<{ public_id: string }>(`SELECT public_id FROM claim WHERE key = 'first'`);
  claimId = row?.public_id ?? '';
  await revise(1, { ...first, best: '1100', corrects: 'other' }, 'our_correction', 'Read again.');
  await publishSeriesEvents(
    [
      {
        source: 'observer',
        metric: 'killed_or_wounded',
        side: 'ru',
        day: day('2024-09-15'),
        kind: 'note',
        sentence: 'A note.',
        url: null,
      },
    ],
    { role, summary: 'A note on a series.' },
  );
  await revise(
    2,
    { ...first, best: '1100', corrects: 'other', standing: 'withdrawn', standingReason: 'They took it down.' },
    'source_withdrew',
    'The post is gone.',
  );
  const rows = await rowsOf<{ ledger_number: number; at: string }>(
    `SELECT ledger_number, to_char(recorded_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM publish`,
  );
  for (const row of rows) recorded.set(BigInt(row.ledger_number), row.at);
});

test('every publish stands in the log, the newest first', async () => {
  const page = await read();
  expect(numbersOf(page)).toEqual([5, 4, 3, 2, 1]);
  expect(page.entries.map(({ byRole }) => byRole)).toEqual([role, role, role, 'importer', role]);
  expect(page.latest?.ledgerNumber).toBe(5n);
  expect(page.next).toBeNull();
});

test('a correction has before, after, class, cause and reason, and the claim as it was left then', async () => {
  const [entry] = (await read({ before: 4n })).entries;
  const [revised, linked] = entry?.events ?? [];
  expect(revised).toMatchObject({
    verb: 'claim.revised',
    subject: claimId,
    before: { best: '1000', corrects: null },
    after: { best: '1100', corrects: 'other' },
    changeClass: 'correction',
    changeCause: 'our_correction',
    reason: 'Read again.',
    claim: { id: claimId, claim: { best: '1100', standing: 'current' } },
  });
  const [other] = await rowsOf<{ public_id: string }>(`SELECT public_id FROM claim WHERE key = 'other'`);
  expect(linked).toMatchObject({ verb: 'claim.linked', linked: other?.public_id });
});

test('a source and a note are named as they are registered', async () => {
  const { entries } = await read({ kind: ['source', 'note'] });
  expect(entries.map(({ events }) => events[0]?.sourceName)).toEqual(['Observer', 'Observer']);
});

describe('narrowed', () => {
  test.each<[Partial<ChangesView>, number[]]>([
    [{ class: ['correction'] }, [5, 3]],
    [{ class: ['new'] }, [2, 1]],
    [{ kind: ['note'] }, [4]],
    [{ kind: ['claim'], class: ['new', 'correction'] }, [5, 3, 2]],
    [{ kind: ['figure'] }, []],
    [{ after: 3n }, [5, 4]],
    [{ before: 3n }, [2, 1]],
    [{ after: 1n, before: 4n }, [3, 2]],
    [{ after: 5n }, []],
    [{ after: 10n ** 18n }, []],
    [{ before: 10n ** 18n }, [5, 4, 3, 2, 1]],
  ])('%o gives %j', async (view, numbers) => {
    expect(numbersOf(await read(view))).toEqual(numbers);
  });

  test('an event that does not pass the filter is not shown with one that does', async () => {
    const [entry] = (await read({ class: ['correction'], before: 4n })).entries;
    expect(entry?.events.map(({ verb }) => verb)).toEqual(['claim.revised']);
  });

  test('the log up to an instant ends with the last publish before it', async () => {
    const page = await read({ known: instant(recorded.get(3n) ?? '') });
    expect(numbersOf(page)).toEqual([3, 2, 1]);
    expect(page.latest?.ledgerNumber).toBe(3n);
    expect(numbersOf(await read({ known: instant('2020-01-01T00:00:00Z') }))).toEqual([]);
  });
});

test('pages follow one another without a gap and without an overlap', async () => {
  const seen: number[] = [];
  let before: bigint | null = null;
  do {
    const page: Awaited<ReturnType<typeof read>> = await read({ before }, { limit: 2 });
    seen.push(...numbersOf(page));
    before = page.next;
  } while (before !== null);
  expect(seen).toEqual([5, 4, 3, 2, 1]);
});

test('a publish that did more than a page shows says how much more', async () => {
  const [entry] = (await read({ before: 4n }, { events: 1 })).entries;
  expect(entry).toMatchObject({ events: [{ verb: 'claim.revised' }], further: 1 });
  expect((await readChange(3n))?.events).toHaveLength(2);
});

test('ids are the same at every reading and of no two publishes', async () => {
  const [once, again] = [await read(), await read()];
  expect(once.entries.map(({ id }) => id)).toEqual(again.entries.map(({ id }) => id));
  expect(new Set([once.id, ...once.entries.map(({ id }) => id)]).size).toBe(6);
  expect(once.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('one publish is read by its number; there is none beyond the last', async () => {
  const entry = await readChange(5n);
  expect(entry && toEntryTitle(entry)).toBe(
    'Claim withdrawn: Source observer says 1\u202f100 killed or wounded, Russia, over September 2024.',
  );
  expect(await Promise.all([0n, 6n, 2n ** 62n].map(readChange))).toEqual([null, null, null]);
  expect(await Promise.all([5n, 6n].map(hasPublish))).toEqual([true, false]);
});

test('a claim is gone from its withdrawal on, and was held before', async () => {
  expect(await stateOfClaim(claimId, null)).toBe('withdrawn');
  expect(await stateOfClaim(claimId, instant(recorded.get(4n) ?? ''))).toBe('held');
  expect(await stateOfClaim(claimId, instant('2020-01-01T00:00:00Z'))).toBe('held');
  expect(await stateOfClaim('zzzzzzz', null)).toBe('none');
});
