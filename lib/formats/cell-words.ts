/** What stands beside a figure that is taken apart (ux.md §6): the lineage of each claim, and what became of the figure, in words. */

import type { Claim } from '@/lib/ledger/claim';
import type { Cell, Span } from '@/lib/ledger/figure-table';
import type { Instant } from '@/lib/ledger/month';
import type { ChangeCause, ChangeClass } from '@/lib/ledger/vocabulary';
import { classWords, figureText } from './changes-words';

/** Whose voice a claim is (T2, T3): its own, another’s, or none. `nameOf` gives the name of a source. */
export function claimLineageWords(
  claim: Pick<Claim, 'repeatsSource' | 'repeats' | 'derivesFrom' | 'ratioOf' | 'countBasis' | 'lineageDecided'>,
  nameOf: (slug: string) => string,
): string {
  if (claim.ratioOf.length > 0) return 'A ratio of other claims: no voice of its own.';
  if (claim.countBasis === 'meta') return 'Made of other estimates: no voice of its own.';
  if (claim.repeatsSource !== null)
    return `Repeats ${nameOf(claim.repeatsSource)}: one lineage with it, not a second voice.`;
  if (claim.repeats.length > 0 || claim.derivesFrom.length > 0)
    return 'Repeats or derives from another claim of the ledger: one lineage with it.';
  return claim.lineageDecided
    ? 'A lineage of its own, as an editor decided.'
    : 'A lineage of its own, as far as is known.';
}

/** A publish as the ledger has it: what it did to the figure, or null where its events list no figures one by one. */
export type RecordedMove = {
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  readonly summary: string;
  readonly moved: {
    readonly before: unknown;
    readonly after: unknown;
    readonly changeClass: ChangeClass | null;
    readonly changeCause: ChangeCause | null;
    readonly reason: string | null;
  } | null;
};

/** One line of the history of a figure. */
export type CellVersionWords = {
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
};

/** What an event records of a figure, a gap or a span; the same parts as the log has. */
export function recordedFigure(shown: Cell | Span): unknown {
  if ('kind' in shown && shown.kind === 'gap') return { reason: shown.reason };
  const { low, best, high, flags } = shown;
  return { low, best, high, flags };
}

/**
 * The history of a figure from the publishes behind it, in order. The first one begins it; one that moved it says from what to what; one
 * that changed claims around it without listing figures is told only where the figures before and after it do not join, since otherwise
 * it moved nothing. `first` is the figure as known at the first publish, `now` as it is shown.
 */
export function toCellVersions(
  publishes: readonly RecordedMove[],
  first: unknown,
  now: unknown,
): readonly CellVersionWords[] {
  const [beginning, ...later] = publishes;
  if (beginning === undefined) return [];
  const words = (value: unknown) => (value === null || value === undefined ? null : figureText(value));
  const versions: CellVersionWords[] = [];
  const add = (
    { ledgerNumber, recordedFrom }: RecordedMove,
    line: Omit<CellVersionWords, 'ledgerNumber' | 'recordedFrom'>,
  ) => versions.push({ ledgerNumber, recordedFrom, ...line });
  add(beginning, {
    what: 'first recorded',
    before: null,
    after: words(beginning.moved === null ? first : beginning.moved.after),
    reason: beginning.summary,
  });
  let known = words(beginning.moved === null ? first : beginning.moved.after);
  let unlisted: RecordedMove[] = [];
  /** Publishes that listed nothing are told where what was known before them is not what is known after. */
  const tell = (next: string | null) => {
    if (known !== next)
      for (const publish of unlisted)
        add(publish, { what: 'claims behind it were recorded', before: null, after: null, reason: publish.summary });
    unlisted = [];
  };
  for (const publish of later) {
    if (publish.moved === null) {
      unlisted.push(publish);
      continue;
    }
    const { moved } = publish;
    tell(words(moved.before));
    add(publish, {
      what: (classWords(moved) ?? 'moved').toLowerCase(),
      before: words(moved.before),
      after: words(moved.after),
      reason: moved.reason,
    });
    known = words(moved.after);
  }
  tell(words(now));
  return versions;
}
