/** What later vintages changed of a series, beside the ledger as it was known after each publish (A13), and what is learnt from it (T8). */
import { beforeAll, describe, expect, test } from 'vitest';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { rowsOf } from '@/lib/data/db';
import { publishAt } from '@/lib/data/ledger';
import { readSeriesInputs } from '@/lib/data/published';
import { type RevisionHeat, readRevisionHeat } from '@/lib/data/revision-heat';
import { publishSources } from '@/lib/data/sources';
import type { Claim } from '@/lib/ledger/claim';
import { toFigures } from '@/lib/ledger/figures';
import { toLineageOf } from '@/lib/ledger/lineage';
import { type Instant, type Month, monthsFrom } from '@/lib/ledger/month';
import { changesBetween, type HeatValue } from '@/lib/ledger/revision-heat';
import type { SeriesId, SeriesKey } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { aClaim, aSource, aTotal, month, openLedger } from '../support/ledger';

openLedger();

const how = { role: 'editor', summary: 'Claims for a test.' } as const;
const COUNTED = 'observer.killed_or_wounded.ru' as SeriesId;
const COMPLETING = 'completing.killed_or_wounded.ru' as SeriesId;
const key: SeriesKey = {
  source: 'observer',
  metric: 'killed_or_wounded',
  side: 'ru',
  scope: 'theatre',
  definitionVersion: 1,
};

/** The whole-month figures of the counted series at an instant, read and computed with nothing kept. */
async function figuresAt(known: Instant): Promise<ReadonlyMap<Month, HeatValue>> {
  const months = { from: month('2024-06'), to: month('2025-03') };
  const { inputs, repeated } = await readSeriesInputs([key], months, { known, public: null }, 'window');
  const [input] = inputs;
  if (!input) return new Map();
  const { cells } = toFigures(input, {
    months: monthsFrom(months.from, months.to),
    threshold: 'attributed',
    currentMonth: month('2026-12'),
    lineageOf: toLineageOf([...input.claims, ...repeated]),
  });
  return new Map(
    cells.flatMap((cell): [Month, HeatValue][] =>
      cell.kind === 'figure' && cell.coverageDays === cell.daysInMonth ? [[cell.month, cell]] : [],
    ),
  );
}

const heatOf = async (id: SeriesId, by: RevisionHeat['by'] = 'ledger'): Promise<RevisionHeat> => {
  const heat = await readRevisionHeat(id, by);
  if (heat === null) throw new Error('the series is held');
  return heat;
};

async function revise(claimKey: string, revision: number, to: Claim): Promise<void> {
  const [held] = await rowsOf<{ public_id: string }>('SELECT public_id FROM claim WHERE key = $1', [claimKey]);
  await saveRevision(held?.public_id ?? '', revision, to, { class: 'correction', note: 'Misread.', role: 'editor' });
}

const total = (claimKey: string, asOf: string, best: string) => aTotal({ key: claimKey, asOf, best });
const stated = (of: string, next: string, best: string): Claim =>
  aClaim({ key: `c-${of}`, source: 'completing', periodStart: `${of}-01`, periodEnd: `${next}-01`, best });

/** January to August 2024 of a source that says half of a month first, and all of it one vintage later. */
const MONTHS = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08', '2024-09'];

async function completingVintages(): Promise<void> {
  for (const [index, of] of MONTHS.slice(0, -1).entries()) {
    const [before, next] = [MONTHS[index - 1], MONTHS[index + 1] ?? ''];
    await publishClaims([[stated(of, next, '500')]], how);
    if (before !== undefined) await revise(`c-${before}`, 1, stated(before, of, '1000'));
  }
}

/** Publishes that touched the completing series as if one had been made at the end of each month after the one it is about. */
async function spreadOverMonths(): Promise<void> {
  const touches = await rowsOf<{ number: number; about: string }>(
    `SELECT p.ledger_number AS number, to_char(max(r.period_start), 'YYYY-MM') AS about FROM publish p
       JOIN claim_revision r ON r.ledger_number = p.ledger_number JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id
      WHERE o.slug = 'completing' GROUP BY p.ledger_number ORDER BY p.ledger_number`,
  );
  const [first] = touches;
  await rowsOf('ALTER TABLE publish DISABLE TRIGGER USER');
  await rowsOf(
    "UPDATE publish SET recorded_from = '2023-01-01'::timestamptz + ledger_number * interval '1 minute' WHERE ledger_number < $1",
    [first?.number],
  );
  let [stored, number] = [0, 0];
  for (const touch of touches) {
    // A new month opens a vintage; the revision of the one before it belongs to the same.
    if (number === 0 || touch.about > (touches[number - 1]?.about ?? '')) stored += 1;
    number += 1;
    const about = Math.min(stored, MONTHS.length);
    await rowsOf(
      "UPDATE publish SET recorded_from = ('2024-01-20'::timestamptz + $2 * interval '1 month') + $3 * interval '1 minute' WHERE ledger_number = $1",
      [touch.number, about, number],
    );
  }
  await rowsOf('ALTER TABLE publish ENABLE TRIGGER USER');
}

beforeAll(async () => {
  await publishSources(
    [
      aSource({ slug: 'observer', totalsAreDifferenceable: 'yes', countingConvention: 'morning' }),
      aSource({ slug: 'completing' }),
    ],
    { class: 'new', note: null, role: 'editor', summary: 'Sources for tests.' },
  );
  await publishClaims([[total('july', '2024-07-01', '1000'), total('august', '2024-08-01', '1500')]], how);
  await publishClaims([[total('september', '2024-09-01', '2100'), total('october', '2024-10-01', '3000')]], how);
  await publishClaims([[aClaim({ key: 'unrelated', side: 'ua' })]], how);
  await revise('september', 1, total('september', '2024-09-01', '2000'));
  await publishClaims([[total('inside', '2024-09-15', '2400')]], how);
  await publishClaims([[total('november', '2024-11-01', '3600')]], how);
  await revise('november', 1, {
    ...total('november', '2024-11-01', '3600'),
    standing: 'withdrawn',
    standingReason: 'Taken back.',
  });
});

describe('month × vintage', () => {
  test('is the difference of the figures known after each publish and after the one before it', async () => {
    const { columns, isCut } = await heatOf(COUNTED);
    const latest = await publishAt(null);
    const expected: [bigint, ReadonlyMap<Month, unknown>][] = [];
    let before: ReadonlyMap<Month, HeatValue> = new Map();
    for (let number = 1n; number <= (latest?.ledgerNumber ?? 0n); number += 1n) {
      const [publish] = await rowsOf<{ at: string }>(
        `SELECT to_char(recorded_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM publish WHERE ledger_number = $1`,
        [number],
      );
      const after = await figuresAt((publish?.at ?? '') as Instant);
      const changes = changesBetween(before, after);
      if (changes.size > 0) expected.push([number, changes]);
      before = after;
    }
    const found = columns.map(({ mark, changes }) => [mark.kind === 'ledger' ? mark.ledgerNumber : null, changes]);
    expect(found).toEqual(expected);
    expect(expected.length).toBeGreaterThanOrEqual(4);
    expect(isCut).toBe(false);
  });

  test('says size and sign: a total of 2 100 read again as 2 000 takes 100 off August and adds them to September', async () => {
    const { columns } = await heatOf(COUNTED);
    const revised = columns.find(({ changes }) => changes.get(month('2024-08'))?.kind === 'changed');
    expect(revised?.changes.get(month('2024-08'))).toMatchObject({ by: -100, share: 100 / 600 });
    expect(revised?.changes.get(month('2024-09'))).toMatchObject({ by: 100, share: 100 / 900 });
  });

  test('by day of publication has one vintage for each month in which the source published', async () => {
    const { columns, by } = await heatOf(COUNTED, 'public');
    expect(by).toBe('public');
    expect(columns.map(({ mark }) => (mark.kind === 'public' ? mark.day : null))).toEqual([
      '2024-08-01',
      '2024-09-15',
      '2024-10-01',
    ]);
  });

  test('of a series that is not held is none', async () => {
    expect(await readRevisionHeat('nobody.killed.ru' as SeriesId, 'ledger')).toBeNull();
  });
});

describe('maturity', () => {
  beforeAll(async () => {
    await completingVintages();
    await spreadOverMonths();
  });

  const figureOf = async (of: string) => {
    const window = { from: month(of), to: month(of) };
    const comparison = await readComparison({ ...DEFAULT_VIEW, ...window, series: [COMPLETING] });
    const cell = comparison?.table.cells.get(COMPLETING)?.[0];
    if (cell?.kind !== 'figure') throw new Error('the month has a figure');
    return cell;
  };

  test('is learnt from the last publish of each calendar month', async () => {
    const { maturity } = await heatOf(COMPLETING);
    expect([maturity?.vintages, maturity?.last]).toEqual([8, '2024-09']);
    expect(maturity?.curve.find(({ age }) => age === 1)?.share).toBe(0.5);
    expect(maturity?.curve.find(({ age }) => age === 2)?.share).toBe(1);
  });

  test('makes the newest month provisional, with the share that such months had told, and no older one', async () => {
    expect(await figureOf('2024-08')).toMatchObject({ best: 500, flags: ['P'], shareKnown: 0.5 });
    const older = await figureOf('2024-07');
    expect([older.best, older.flags, older.shareKnown]).toEqual([1000, ['A'], undefined]);
  });

  test('says nothing of what was known when fewer than six vintages were stored', async () => {
    const known = '2024-05-31T00:00:00.000Z' as Instant;
    const view = { ...DEFAULT_VIEW, from: month('2024-04'), to: month('2024-04'), series: [COMPLETING], known };
    const cell = (await readComparison(view))?.table.cells.get(COMPLETING)?.[0];
    expect(cell).toMatchObject({ kind: 'figure', best: 500, flags: ['A'] });
    expect(cell).not.toHaveProperty('shareKnown');
  });
});
