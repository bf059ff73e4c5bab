/**
 * What a comparison said, and what it says now (R2, A14; ux.md §4): the figures, gaps, spans and totals of two tables of the same
 * question, taken against each other. Works on the parts that the JSON file holds, so that a file frozen by an earlier method or version
 * can be compared with what is computed today.
 */
import type { ClaimId } from './claim';
import type { Figure, FigureTable, Gap, Span, Total } from './figure-table';
import type { Instant, Month } from './month';
import type { SeriesId } from './series';
import type { Badge, Reason } from './vocabulary';

/** The part of a figure that a reader cites. */
export type PrintedFigure = Pick<Figure, 'low' | 'best' | 'high' | 'valueKind' | 'flags' | 'badge' | 'method'> & {
  readonly claims: readonly { readonly id: ClaimId; readonly revision: number }[];
};
/** A gap as it was printed. */
export type PrintedGap = { readonly reason: Reason; readonly claims: readonly ClaimId[] };

/** The cells of a document or table, by what they are of. */
export type Printed = {
  readonly methodVersion: string;
  readonly knownOn: Instant;
  readonly figures: readonly (PrintedFigure & { readonly series: SeriesId; readonly month: Month })[];
  readonly gaps: readonly (PrintedGap & { readonly series: SeriesId; readonly month: Month })[];
  readonly spans: readonly (Pick<
    Span,
    'series' | 'from' | 'to' | 'low' | 'best' | 'high' | 'valueKind' | 'flags' | 'badge' | 'method'
  > & {
    readonly claims: PrintedFigure['claims'];
  })[];
  readonly totals: readonly (Pick<Total, 'series' | 'asOf' | 'low' | 'best' | 'high' | 'valueKind' | 'badge'> & {
    readonly claims: PrintedFigure['claims'];
  })[];
};

/** Where a figure stands: a month, the days of a span, or the day of a total. */
export type Place =
  | { readonly kind: 'month'; readonly series: SeriesId; readonly month: Month }
  | { readonly kind: 'span'; readonly series: SeriesId; readonly from: Span['from']; readonly to: Span['to'] }
  | { readonly kind: 'total'; readonly series: SeriesId; readonly asOf: Total['asOf'] };

/** What stood in a place; null where nothing did. */
export type Said =
  | ({ readonly kind: 'figure' } & Pick<Figure, 'low' | 'best' | 'high' | 'valueKind'> & {
        readonly flags: readonly string[];
        readonly badge: Badge;
      })
  | ({ readonly kind: 'gap' } & Pick<Gap, 'reason'>)
  | null;

/**
 * One place that says something else than before. `value`: the number, its kind, its flags or the reason of a gap; `badge`: only how far
 * it is verified, so that the number that was cited stands.
 */
export type Difference = {
  readonly place: Place;
  readonly what: 'value' | 'badge';
  readonly before: Said;
  readonly after: Said;
  /** Claims from which either side was made: whoever changed them is the reason. */
  readonly claims: readonly ClaimId[];
};

type Entry = { readonly place: Place; readonly said: Exclude<Said, null>; readonly claims: readonly ClaimId[] };

const idsOf = (claims: PrintedFigure['claims']) => claims.map(({ id }) => id);

/** By place. A source can name two totals on one day; anything else stands alone. */
function entriesOf(printed: Printed): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  const add = (place: Place, said: Entry['said'], claims: readonly ClaimId[]) => {
    const key = keyOf(place);
    const held = entries.get(key);
    if (held === undefined) entries.set(key, [{ place, said, claims }]);
    else held.push({ place, said, claims });
  };
  const figure = (
    one: Pick<PrintedFigure, 'low' | 'best' | 'high' | 'valueKind' | 'badge'>,
    flags: readonly string[],
  ) =>
    ({
      kind: 'figure',
      low: one.low,
      best: one.best,
      high: one.high,
      valueKind: one.valueKind,
      flags,
      badge: one.badge,
    }) as const;
  for (const one of printed.figures)
    add({ kind: 'month', series: one.series, month: one.month }, figure(one, one.flags), idsOf(one.claims));
  for (const { series, month, reason, claims } of printed.gaps)
    add({ kind: 'month', series, month }, { kind: 'gap', reason }, claims);
  for (const one of printed.spans)
    add({ kind: 'span', series: one.series, from: one.from, to: one.to }, figure(one, one.flags), idsOf(one.claims));
  for (const one of printed.totals)
    add({ kind: 'total', series: one.series, asOf: one.asOf }, figure(one, []), idsOf(one.claims));
  return entries;
}

function keyOf(place: Place): string {
  switch (place.kind) {
    case 'month':
      return `${place.series} ${place.month}`;
    case 'span':
      return `${place.series} ${place.from}/${place.to}`;
    case 'total':
      return `${place.series} ${place.asOf}`;
  }
}

function cited(said: Said): string {
  if (said === null) return '';
  if (said.kind === 'gap') return said.reason;
  return JSON.stringify([said.low, said.best, said.high, said.valueKind, said.flags]);
}

const badgeOf = (said: Said): string => (said?.kind === 'figure' ? said.badge : '');

/** Which of what stood in a place became which of what stands there: what one claim says is the same statement, the rest in order. */
function pairsOf(was: readonly Entry[], is: readonly Entry[]): [Entry | undefined, Entry | undefined][] {
  const isSame = (one: Entry, other: Entry) => one.claims.some((id) => other.claims.includes(id));
  const left = [...is];
  const matched = was.map((one): [Entry | undefined, Entry | undefined] => {
    const at = left.findIndex((other) => isSame(one, other));
    return [one, at < 0 ? undefined : left.splice(at, 1)[0]];
  });
  for (const pair of matched) pair[1] ??= left.shift();
  return [...matched, ...left.map((one): [undefined, Entry] => [undefined, one])];
}

function differenceOf(was: Entry | undefined, is: Entry | undefined): Difference[] {
  const place = is?.place ?? was?.place;
  if (place === undefined) return [];
  const [before, after] = [was?.said ?? null, is?.said ?? null];
  const isValue = cited(before) !== cited(after);
  if (!isValue && badgeOf(before) === badgeOf(after)) return [];
  const claims = [...new Set([...(was?.claims ?? []), ...(is?.claims ?? [])])];
  return [{ place, what: isValue ? 'value' : 'badge', before, after, claims }];
}

/**
 * Every place at which two tables of one question differ, in the order of series, then of days. Places that only one of them has count:
 * a span or total that came or went, and a gap is as good a statement as a figure.
 */
export function differencesBetween(before: Printed, after: Printed): Difference[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .flatMap((key) => pairsOf(old.get(key) ?? [], now.get(key) ?? []))
    .flatMap(([was, is]) => differenceOf(was, is));
}

/** A table as its JSON file prints it. */
export function printedOf(table: FigureTable): Printed {
  const cells = table.series.flatMap(({ id }) => table.cells.get(id) ?? []);
  return {
    methodVersion: table.methodVersion,
    knownOn: table.knownOn,
    figures: cells.filter((cell) => cell.kind === 'figure'),
    gaps: cells.filter((cell) => cell.kind === 'gap'),
    spans: table.spans,
    totals: table.measure === 'total' ? table.totals : [],
  };
}
