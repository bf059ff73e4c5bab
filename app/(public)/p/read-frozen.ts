import { readComparison } from '@/lib/data/comparison';
import { publishAt } from '@/lib/data/ledger';
import { type Permalink, readPermalink, readPermalinkFile, readReasons } from '@/lib/data/permalinks';
import { type DifferenceLine, subjectsOf, toDifferenceLines } from '@/lib/formats/difference-words';
import { parseFiguresJson } from '@/lib/formats/figures-json';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import type { Instant, Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { type Difference, differencesBetween, type Printed, printedOf } from '@/lib/ledger/snapshot';
import { parseView, type View } from '@/lib/ledger/view';

/** A frozen comparison with what its stored document says; nothing of it is computed. */
export type FrozenComparison = {
  readonly permalink: Permalink;
  readonly view: ResolvedView;
  readonly table: FigureTable;
};

/** What is frozen at an address, or null. */
export async function readFrozen(id: string): Promise<FrozenComparison | null> {
  const [permalink, json] = await Promise.all([readPermalink(id), readPermalinkFile(id, 'json')]);
  if (permalink === null || json === null) return null;
  const { view } = parseView(new URLSearchParams(permalink.search));
  const { series, from, to } = view;
  if (series === null || from === null || to === null) throw new Error(`${id} is not of a view with all of it named`);
  const table = parseFiguresJson(new TextDecoder().decode(json.bytes));
  return { permalink, view: { ...view, series, from, to }, table };
}

/** A state of the ledger that is compared with another. */
export type State = {
  readonly knownOn: Instant;
  readonly ledgerNumber: bigint;
  readonly methodVersion: string;
};

/** What differs between two states of one view. */
export type Changes = {
  readonly since: State;
  readonly until: State;
  readonly view: View;
  readonly differences: readonly Difference[];
  /** Names of the sources as they are now. */
  readonly sourceNames: ReadonlyMap<string, string>;
};

const namesOf = (...tables: readonly FigureTable[]) =>
  new Map(tables.flatMap(({ series }) => series.map(({ source, sourceName }) => [source, sourceName] as const)));

/** What of a frozen comparison the ledger says otherwise now (R2). */
export async function readChangesSince({ permalink, view, table }: FrozenComparison): Promise<Changes> {
  const [now, newest] = await Promise.all([readComparison({ ...view, known: null }, { lean: true }), publishAt(null)]);
  if (now === null || newest === null) throw new Error('a ledger with a frozen comparison holds nothing');
  const { ledgerNumber, knownOn, methodVersion } = permalink;
  return {
    since: { knownOn, ledgerNumber, methodVersion },
    until: {
      knownOn: now.table.knownOn,
      ledgerNumber: newest.ledgerNumber,
      methodVersion: now.table.methodVersion,
    },
    view: { ...view, known: null },
    differences: differencesBetween(printedOf(table), printedOf(now.table)),
    sourceNames: namesOf(table, now.table),
  };
}

/** The same in words, with the reasons that the ledger recorded. */
export async function explain({ since, until, differences }: Changes): Promise<DifferenceLine[]> {
  const recorded = await readReasons(subjectsOf(differences), {
    after: since.ledgerNumber,
    until: until.ledgerNumber,
  });
  return toDifferenceLines(differences, recorded, { after: since, until });
}

/** A series that the ledger did not hold yet said nothing, month by month: that is no change, while its first figure is one. */
function withUnheld(printed: Printed, unheld: readonly SeriesId[], months: readonly Month[]): Printed {
  const gaps = unheld.flatMap((series) =>
    months.map((month) => ({ series, month, reason: 'NO_CLAIM' as const, claims: [] })),
  );
  return { ...printed, gaps: [...printed.gaps, ...gaps] };
}

/** Why two instants of a view cannot be compared. */
export type NotComparable = { readonly problem: 'nothing_until' | 'unknown_series'; readonly series?: SeriesId };

/**
 * What changed of a view between two instants (A14); `until` null is now. Series and months are those of the later instant. Before its first
 * record the ledger said nothing: `since` then is that of nothing, `isBefore` says so.
 */
export async function readChangesBetween(
  asked: View,
  between: { readonly since: Instant; readonly until: Instant | null },
): Promise<(Changes & { readonly isBeforeFirst: boolean }) | NotComparable> {
  const later = await readComparison({ ...asked, known: between.until });
  if (later === null) return { problem: 'nothing_until' };
  const [unknown] = later.unknownSeries;
  if (unknown !== undefined) return { problem: 'unknown_series', series: unknown };
  const view: ResolvedView = { ...later.view, known: null };
  const [earlier, publishSince, publishUntil] = await Promise.all([
    readComparison({ ...view, known: between.since }, { lean: true }),
    publishAt(between.since),
    publishAt(between.until),
  ]);
  if (publishUntil === null) return { problem: 'nothing_until' };
  const after = printedOf(later.table);
  // Where no series is held yet, another comparison is answered, which is not what was asked.
  const unheld = earlier === null ? view.series : earlier.unknownSeries;
  const isNothing = earlier === null || unheld.length === view.series.length;
  const nothing: Printed = { ...after, knownOn: between.since, figures: [], gaps: [], spans: [], totals: [] };
  const months = later.table.measure === 'month' ? later.table.months : [];
  const before = withUnheld(isNothing ? nothing : printedOf(earlier.table), unheld, months);
  return {
    since: {
      knownOn: isNothing ? (publishSince?.recordedFrom ?? between.since) : earlier.table.knownOn,
      ledgerNumber: publishSince?.ledgerNumber ?? 0n,
      methodVersion: later.table.methodVersion,
    },
    until: {
      knownOn: later.table.knownOn,
      ledgerNumber: publishUntil.ledgerNumber,
      methodVersion: later.table.methodVersion,
    },
    view: asked,
    differences: differencesBetween(before, after),
    sourceNames: namesOf(...(isNothing ? [] : [earlier.table]), later.table),
    isBeforeFirst: publishSince === null,
  };
}
