/**
 * What a claim would do to the figures before it is published (E2): the claims of its series around its days are read, changed in memory
 * and given to the core twice. The cost grows with those days, not with the ledger.
 */
import 'server-only';
import { attributionOf } from '@/lib/ledger/badge';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import { type ClaimChange, type Effect, NO_EFFECT, toEffect, toFigureClaim, withChanges } from '@/lib/ledger/effect';
import type { SeriesInput } from '@/lib/ledger/figure-table';
import {
  addMonths,
  dayInKyiv,
  earlierOf,
  type Instant,
  laterOf,
  type Month,
  monthOf,
  monthsFrom,
  parseInstant,
} from '@/lib/ledger/month';
import { attributionAfter } from '@/lib/ledger/second-key';
import { type SeriesKey, toSeriesId } from '@/lib/ledger/series';
import type { Source } from '@/lib/ledger/source';
import { type Attribution, metricOf } from '@/lib/ledger/vocabulary';
import { reachOf } from './claim-content';
import { ALL_KEYS } from './claim-links';
import { rowsOf } from './db';
import { NOW } from './ledger';
import { readSeriesInputs } from './published';
import { CLAIM_COLUMNS, CLAIM_TABLES, type ClaimRow, toClaim } from './rows';

/** A claim that would be published. */
export type Coming = {
  readonly claim: Claim;
  /** Public id of the claim that it would be the next revision of; null for a new one. */
  readonly revises: ClaimId | null;
  /** A second key agrees with it. */
  readonly checked?: boolean;
};

/** Months around a claim whose figures it can move: a total serves the borders on both sides (N4). */
const MONTHS_AROUND = 2;
/** Spans of a list begin where its last total was, at most so many months before. */
const MONTHS_AROUND_LIST = 12;

type Held = { readonly id: ClaimId; readonly claim: Claim; readonly attribution: Attribution };

/**
 * What publishing the claims together would move. `sources` are registry entries that would be registered with them. Claims of both sides
 * together, of metrics without months and without days move nothing.
 */
export async function readEffect(coming: readonly Coming[], sources: readonly Source[] = []): Promise<Effect> {
  const [revised, replaced] = await Promise.all([readRevised(coming), readReplaced(coming)]);
  // Nothing that stands in the ledger has such an id; it sorts behind all that has.
  const ids = coming.map(({ revises }, at) => revises ?? (`zzzzzzz${at}` as ClaimId));
  const idOf = new Map(coming.map(({ claim }, at) => [claim.key, ids[at]]));
  const changes = coming.map(({ claim, revises, checked }, at): ClaimChange => {
    const before = revises === null ? undefined : revised.get(revises);
    const attribution = checked ? 'a2' : before ? attributionAfter(before, claim) : attributionOf(claim.publications);
    const id = ids[at] as ClaimId;
    // What it replaces stands in the ledger, or comes with it.
    const replaces = [claim.updates, claim.corrects].flatMap((key) =>
      key === null ? [] : (replaced.get(key)?.id ?? idOf.get(key) ?? []),
    );
    return { claim: toFigureClaim(claim, { id, revision: 1, attribution, supersededBy: null }), replaces };
  });
  const touching = [
    ...coming.map(({ claim }) => claim),
    ...[...revised.values(), ...replaced.values()].map(({ claim }) => claim),
  ].filter(({ side, metric }) => side !== 'both' && metricOf(metric).monthly);
  const keys = keysOf(touching);
  const months = monthsAround(touching);
  if (keys.length === 0 || months === null) return NO_EFFECT;
  const { inputs, repeated, knownOn } = await readSeriesInputs(keys, months, NOW, 'window');
  const before = withNewSources(keys, inputs, sources);
  return toEffect(before, withChanges(before, changes), {
    months: monthsFrom(months.from, months.to),
    currentMonth: monthOf(dayInKyiv(knownOn ?? now())),
    repeated,
  });
}

function now(): Instant {
  const instant = parseInstant(new Date().toISOString());
  if (!instant) throw new Error('the clock gives no instant');
  return instant;
}

/** Series in which the claims stand, each once; a list of confirmed dead has its names added as well (N8). */
function keysOf(claims: readonly Claim[]): SeriesKey[] {
  const keys = new Map<string, SeriesKey>();
  for (const { source, metric, side, scope, definitionVersion } of claims) {
    const key = { source, metric, side, scope, definitionVersion };
    keys.set(toSeriesId(key), key);
    const list = { ...key, metric: 'names_added' as const };
    if (metric === 'killed_confirmed') keys.set(toSeriesId(list), list);
  }
  return [...keys.values()];
}

function monthsAround(claims: readonly Claim[]): { from: Month; to: Month } | null {
  let months: { from: Month; to: Month } | null = null;
  for (const claim of claims) {
    const reach = reachOf(claim);
    if (reach === null) continue;
    const around =
      claim.metric === 'killed_confirmed' || claim.metric === 'names_added' ? MONTHS_AROUND_LIST : MONTHS_AROUND;
    const from = addMonths(monthOf(reach.from), -around);
    const to = addMonths(monthOf(reach.to), around);
    months = months === null ? { from, to } : { from: earlierOf(months.from, from), to: laterOf(months.to, to) };
  }
  return months;
}

/** Series of sources that the ledger does not know yet begin empty. */
function withNewSources(
  keys: readonly SeriesKey[],
  inputs: readonly SeriesInput[],
  sources: readonly Source[],
): SeriesInput[] {
  return keys.flatMap((key): SeriesInput[] => {
    const input = inputs.find((one) => toSeriesId(one.key) === toSeriesId(key));
    if (input) return [input];
    const source = sources.find(({ slug }) => slug === key.source);
    return source ? [{ key, source, claims: [], events: [] }] : [];
  });
}

type HeldRow = ClaimRow & { public_id: ClaimId; attribution: Attribution };

/** The current versions of the claims that are revised, by public id. */
async function readRevised(coming: readonly Coming[]): Promise<ReadonlyMap<string, Held>> {
  const ids = coming.flatMap(({ revises }) => revises ?? []);
  return readHeld(ids, 'c.public_id = ANY($1)', ({ public_id }) => [public_id]);
}

/** The claims that are replaced, by the key under which they are named. */
async function readReplaced(coming: readonly Coming[]): Promise<ReadonlyMap<string, Held>> {
  const keys = coming.flatMap(({ claim }) => [claim.updates, claim.corrects]).filter((key) => key !== null);
  return readHeld(keys, `c.id IN (SELECT claim_id FROM (${ALL_KEYS}) k)`, (row) => [
    row.key,
    ...row.publications.flatMap(({ key }) => key ?? []),
  ]);
}

async function readHeld(
  named: readonly string[],
  condition: string,
  namesOf: (row: HeldRow) => readonly string[],
): Promise<ReadonlyMap<string, Held>> {
  if (named.length === 0) return new Map();
  const rows = await rowsOf<HeldRow>(
    `SELECT c.public_id, r.attribution, ${CLAIM_COLUMNS} FROM ${CLAIM_TABLES} WHERE ${condition} AND r.number = c.current_revision`,
    [named],
  );
  return new Map(
    rows.flatMap((row) => {
      const held: Held = { id: row.public_id, claim: toClaim(row), attribution: row.attribution };
      return namesOf(row).map((name): [string, Held] => [name, held]);
    }),
  );
}
