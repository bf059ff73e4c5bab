/**
 * A large invented ledger for measurements: the same claims on every machine, through the same bulk path as any import.
 *
 *   DATABASE_URL=… tsx --conditions=react-server tests/bench/generate.ts [claims]
 */

import { publishClaims } from '@/lib/data/claims';
import { closeDatabase } from '@/lib/data/db';
import { findLineageHints } from '@/lib/data/lineage-hints';
import { publishSources } from '@/lib/data/sources';
import { type Claim, type ClaimInput, claimSchema } from '@/lib/ledger/claim';
import { addDays, addMonths, type Day, endOf, firstDay, type Month, WAR_START } from '@/lib/ledger/month';
import { type Source, sourceSchema } from '@/lib/ledger/source';
import { type CountBasis, codesOf, type Metric, type Side, SOURCE_CLASSES } from '@/lib/ledger/vocabulary';

const SOURCES = 60;
const BATCH = 2000;
const METRICS_TOLD: readonly Metric[] = [
  'killed_or_wounded',
  'killed',
  'wounded',
  'missing',
  'equipment_lost_tank',
  'equipment_lost_artillery',
  'territory_gained',
  'recruited',
];
const SCOPES = ['theatre', 'theatre', 'theatre', 'theatre', 'sector-pokrovsk', 'excluding-kursk'];
const BASES: readonly CountBasis[] = [
  'official_tally',
  'intelligence_estimate',
  'documented',
  'derived',
  'model',
  'unstated',
];
const WORDS =
  'losses reported daily brief staff ministry according total personnel killed wounded since start invasion front sector report summary evening morning officials analysts estimate figures update enemy troops soldiers published statement spokesman review week month count confirmed list names obituaries registry satellite drone artillery tanks vehicles territory gained square kilometres volunteers contracts mobilised plan target share average rate'.split(
    ' ',
  );

/** Numbers that look random and are the same every time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(list: readonly T[], random: () => number): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const sourceSlug = (index: number) => `bench-${String(index + 1).padStart(2, '0')}`;

/** Sources as different as real ones. Half of them publish running totals that may be subtracted. */
export function inventSources(): Source[] {
  const classes = codesOf(SOURCE_CLASSES);
  return Array.from({ length: SOURCES }, (_, index) =>
    sourceSchema.parse({
      slug: sourceSlug(index),
      name: `Bench Source ${index + 1} for measurements`,
      shortName: `Bench ${index + 1}`,
      class: classes[index % classes.length],
      party: index % 5 === 0 ? 'ua' : index % 5 === 1 ? 'ru' : 'none',
      aliases: [`B-${index + 1}`, `Measured office ${index + 1}`],
      totalsAreDifferenceable: index % 2 === 0 ? 'yes' : 'no',
      countingConvention: index % 2 === 0 ? 'morning' : 'end_of_day',
    }),
  );
}

type Series = {
  readonly source: string;
  readonly metric: Metric;
  readonly side: Side;
  readonly scope: string;
  readonly countBasis: CountBasis;
  readonly repeats: string | null;
  readonly every: number;
};

/** Series of all sources in turn: most are daily totals, some weekly, some with months and spans only. */
function* inventSeries(random: () => number): Generator<Series> {
  for (let round = 0; ; round += 1)
    for (let index = 0; index < SOURCES; index += 1) {
      const metric = METRICS_TOLD[round % METRICS_TOLD.length];
      const scope = SCOPES[Math.floor(round / (METRICS_TOLD.length * 2)) % SCOPES.length];
      if (!metric || !scope) return;
      yield {
        source: sourceSlug(index),
        metric,
        side: Math.floor(round / METRICS_TOLD.length) % 2 === 0 ? 'ru' : 'ua',
        scope: round < METRICS_TOLD.length * 2 ? 'theatre' : `${scope === 'theatre' ? 'sector' : scope}-${round}`,
        countBasis: pick(BASES, random),
        repeats: random() < 0.15 ? sourceSlug((index + 1) % SOURCES) : null,
        every: pick([1, 1, 1, 1, 7], random),
      };
    }
}

function sentence(random: () => number, words: number): string {
  return Array.from({ length: words }, () => pick(WORDS, random)).join(' ');
}

/** The claims of one series from the beginning of the war on. */
function* inventClaims(series: Series, random: () => number): Generator<ClaimInput> {
  const { every, repeats, ...key } = series;
  const name = `${key.source}-${key.metric}-${key.side}-${key.scope}`.replaceAll('_', '-');
  const publication = (day: Day, quote: string | null) => ({
    publisher: `Bench Source ${key.source.slice(6)}`,
    title: `Report of ${day}`,
    url: `https://bench.example/${key.source}/${day}`,
    publishedOn: day,
    quote,
    relay: random() < 0.2 ? `Relay ${Math.floor(random() * 40)}` : null,
  });
  let total = 0;
  for (let day = addDays(WAR_START, 1); day < '2026-11-01'; day = addDays(day, every)) {
    total += Math.floor(random() * 900);
    const discounted = random() < 0.01;
    yield {
      ...key,
      key: `${name}-total-${day}`,
      periodKind: 'cumulative_since_start',
      asOf: day,
      valueKind: 'approx',
      best: String(total),
      roundingUnit: '10',
      repeatsSource: repeats,
      standing: discounted ? 'discounted' : 'current',
      standingReason: discounted ? 'A misprint, invented for measurements.' : null,
      note: random() < 0.3 ? sentence(random, 6) : null,
      publications: [publication(day, random() < 0.3 ? sentence(random, 14) : null)],
    };
  }
  let before: string | null = null;
  for (let month = '2022-03' as Month; month < '2026-11'; month = addMonths(month, 1)) {
    const asRate = random() < 0.5;
    const claimKey = `${name}-month-${month}`;
    const value = Math.floor(random() * 30_000);
    yield {
      ...key,
      key: claimKey,
      periodKind: asRate ? 'daily_rate' : 'interval',
      periodStart: firstDay(month),
      periodEnd: endOf(month),
      valueKind: random() < 0.2 ? 'at_least' : 'point',
      low: null,
      best: String(asRate ? Math.floor(value / 30) : value),
      repeatsSource: repeats,
      updates: before !== null && random() < 0.02 ? before : null,
      publications: [publication(endOf(month), sentence(random, 18))],
    };
    before = claimKey;
  }
}

/** Batches of valid claims, so many in all. */
export function* inventBatches(claims: number): Generator<Claim[]> {
  const random = randomFrom(20_220_224);
  let left = claims;
  let batch: Claim[] = [];
  for (const series of inventSeries(random))
    for (const input of inventClaims(series, random)) {
      batch.push(claimSchema.parse(input.valueKind === 'at_least' ? { ...input, low: input.best, best: null } : input));
      left -= 1;
      if (batch.length === BATCH || left === 0) {
        yield batch;
        batch = [];
      }
      if (left === 0) return;
    }
}

/** How the load went. */
export type Generated = {
  readonly claims: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Memory of this process after a tenth of the claims, and at most. */
  readonly earlyMegabytes: number;
  readonly peakMegabytes: number;
};

/** Fills a ledger with so many invented claims as one publish. */
export async function generateLedger(claims: number, progress: (done: number) => void = () => {}): Promise<Generated> {
  await publishSources(inventSources(), {
    class: 'new',
    note: null,
    role: 'importer',
    summary: 'Invented sources for measurements.',
  });
  let [done, early, peak] = [0, 0, 0];
  const counted = function* () {
    for (const batch of inventBatches(claims)) {
      yield batch;
      done += batch.length;
      peak = Math.max(peak, process.memoryUsage().rss);
      if (done * 10 <= claims) early = peak;
      progress(done);
    }
  };
  const begin = performance.now();
  const result = await publishClaims(counted(), {
    role: 'importer',
    summary: 'Invented claims for measurements.',
    kind: 'import',
  });
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusals.slice(0, 3))}`);
  const seconds = (performance.now() - begin) / 1000;
  return {
    claims: result.published,
    seconds,
    perSecond: result.published / seconds,
    earlyMegabytes: early / 1e6,
    peakMegabytes: peak / 1e6,
  };
}

if (import.meta.main) {
  let last = 0;
  const generated = await generateLedger(Number(process.argv[2] ?? 1_000_000), (done) => {
    if (done - last < 50_000) return;
    last = done;
    process.stderr.write(`${done} claims, ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`);
  });
  // Else the server would do it while something else is measured.
  await findLineageHints();
  process.stdout.write(`${JSON.stringify(generated)}\n`);
  await closeDatabase();
}
