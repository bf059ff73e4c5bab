/**
 * Vintages of a series (T8, A13): its whole-month figures as the ledger held them after publishes that touched it. What a ledger number held
 * never changes, so each is made once and kept.
 */
import 'server-only';
import type { Cell } from '@/lib/ledger/figure-table';
import { toFigures } from '@/lib/ledger/figures';
import { toLineageOf } from '@/lib/ledger/lineage';
import { LEAST_VINTAGES, type Maturity, toMaturity } from '@/lib/ledger/maturity';
import { dayInKyiv, type Instant, type Month, monthOf, monthsFrom } from '@/lib/ledger/month';
import { DEFAULT_THRESHOLD, metricOf } from '@/lib/ledger/vocabulary';
import type { At } from './catalogue';
import { type Entry, monthsOf } from './coverage';
import { rowsOf } from './db';
import { INSTANT_SQL, toInstant } from './ledger';
import { readSeriesInputs } from './published';

/** A publish that touched a series. */
export type Touch = { readonly ledgerNumber: bigint; readonly recordedFrom: Instant };

/** Most vintages that maturity is read from: the newest. */
const MAX_VINTAGES = 24;

/** The whole-month figures of one vintage, with a best value or with bounds alone. */
export type VintageFigures = ReadonlyMap<Month, Extract<Cell, { kind: 'figure' }>>;

const TOUCHES = `
  SELECT p.ledger_number, ${INSTANT_SQL('p.recorded_from')} AS recorded_from
    FROM series s JOIN source o ON o.id = s.source_id JOIN series_change c ON c.series_id = s.id
    JOIN publish p ON p.ledger_number = c.ledger_number
   WHERE o.slug = $1 AND s.metric = $2 AND s.side = $3 AND s.scope = $4 AND s.definition_version = $5 AND c.ledger_number <= $6
   ORDER BY p.ledger_number DESC LIMIT $7`;

/** The last publishes that touched the series of an entry, not after the entry’s own last change; newest first. */
export async function readTouches(entry: Entry, limit: number): Promise<Touch[]> {
  const { source, metric, side, scope, definitionVersion } = entry.key;
  const rows = await rowsOf<{ ledger_number: number; recorded_from: string }>(TOUCHES, [
    source,
    metric,
    side,
    scope,
    definitionVersion,
    entry.lastLedgerNumber,
    limit,
  ]);
  return rows.map((row) => ({
    ledgerNumber: BigInt(row.ledger_number),
    recordedFrom: toInstant(row.recorded_from),
  }));
}

/** By series and what it was asked at; another ledger has other instants. */
const remembered = new Map<string, Promise<VintageFigures>>();
/** At some 20 kB each for a series of all months. */
const MAX_REMEMBERED = 2000;

/** The whole-month figures of a series as known at an instant, or of what was published by a day, at the default status. */
export async function readVintage(entry: Entry, at: At): Promise<VintageFigures> {
  const key = `${entry.id}|${at.known ?? entry.lastLedgerNumber}|${at.public ?? ''}`;
  const held = remembered.get(key);
  if (held) return held;
  const making = makeVintage(entry, at);
  remembered.set(key, making);
  making.catch(() => remembered.delete(key));
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MAX_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return making;
}

async function makeVintage(entry: Entry, at: At): Promise<VintageFigures> {
  const months = monthsOf([entry]);
  // Read for once: the claims of a past instant are of no use to the next reader.
  const { inputs, repeated, knownOn } = await readSeriesInputs([entry.key], months, at, 'window');
  const [input] = inputs;
  if (input === undefined || knownOn === null) return new Map();
  const { cells } = toFigures(input, {
    months: monthsFrom(months.from, months.to),
    threshold: DEFAULT_THRESHOLD,
    currentMonth: monthOf(at.public ?? dayInKyiv(knownOn)),
    lineageOf: toLineageOf([...input.claims, ...repeated]),
  });
  return new Map(
    cells.flatMap((cell): [Month, Extract<Cell, { kind: 'figure' }>][] =>
      cell.kind === 'figure' && cell.coverageDays === cell.daysInMonth && cell.method !== 'N10'
        ? [[cell.month, cell]]
        : [],
    ),
  );
}

/** The last of each calendar month in Kyiv, oldest first, the newest so many of them. */
function lastOfEachMonth(touches: readonly Touch[]): { readonly month: Month; readonly touch: Touch }[] {
  const byMonth = new Map<Month, Touch>();
  for (const touch of touches) {
    const month = monthOf(dayInKyiv(touch.recordedFrom));
    if (!byMonth.has(month)) byMonth.set(month, touch);
  }
  return [...byMonth]
    .map(([month, touch]) => ({ month, touch }))
    .slice(0, MAX_VINTAGES)
    .reverse();
}

/** Enough for two years of a source that is entered every day. */
const MAX_TOUCHES = 800;

/** By series and its last change: a record never goes stale. */
const records = new Map<string, Promise<Maturity | null>>();
const MAX_RECORDS = 5000;

/**
 * The revision record of a series as it stood at the entry’s last change (T8): its vintages are the last publish of each calendar month
 * that touched it. Figures are read only once there are enough of them to say anything.
 */
export async function readMaturity(entry: Entry): Promise<Maturity | null> {
  const key = `${entry.id}@${entry.lastLedgerNumber}`;
  const held = records.get(key);
  if (held) return held;
  const making = makeMaturity(entry);
  records.set(key, making);
  making.catch(() => records.delete(key));
  for (const oldest of records.keys()) {
    if (records.size <= MAX_RECORDS) break;
    records.delete(oldest);
  }
  return making;
}

async function makeMaturity(entry: Entry): Promise<Maturity | null> {
  const stored = lastOfEachMonth(await readTouches(entry, MAX_TOUCHES));
  const vintages = [];
  for (const { month, touch } of stored) {
    const figures =
      stored.length < LEAST_VINTAGES
        ? new Map<Month, number>()
        : bestOf(await readVintage(entry, { known: touch.recordedFrom, public: null }));
    vintages.push({ month, figures });
  }
  return toMaturity(vintages);
}

const bestOf = (figures: VintageFigures): Map<Month, number> =>
  new Map([...figures].flatMap(([month, { best }]) => (best === null ? [] : [[month, best] as const])));

/** The revision records of those of some series that become figures of months (T8). */
export async function readRecords(
  entries: readonly Entry[],
): Promise<{ readonly id: Entry['id']; readonly maturity: Maturity }[]> {
  const charted = entries.filter(({ key }) => key.side !== 'both' && metricOf(key.metric).monthly);
  const found = await Promise.all(
    charted.map(async (entry) => ({ id: entry.id, maturity: await readMaturity(entry) })),
  );
  return found.flatMap(({ id, maturity }) => (maturity === null ? [] : { id, maturity }));
}
