/**
 * What a change of claims does to the figures (E2): the same core makes them before and after, and the two are compared month by month.
 */
import { type Claim, type ClaimId, type FigureClaim, firstPublishedOn, isRelayed } from './claim';
import type { Cell, SeriesInput, Span } from './figure-table';
import { toFigures } from './figures';
import { toLineageOf } from './lineage';
import type { Month } from './month';
import { type SeriesId, toSeriesId } from './series';
import { type Attribution, type Badge, DEFAULT_THRESHOLD } from './vocabulary';

/** A month of a series whose figure or gap changes. */
export type MovedFigure = {
  readonly series: SeriesId;
  readonly sourceName: string;
  readonly month: Month;
  readonly before: Cell;
  readonly after: Cell;
};

/** A span that changes; null where it is not there. */
export type MovedSpan = {
  readonly series: SeriesId;
  readonly sourceName: string;
  readonly before: Span | null;
  readonly after: Span | null;
};

export type Effect = {
  readonly moved: readonly MovedFigure[];
  readonly spans: readonly MovedSpan[];
  /** Figures and spans made, moved or lost; a gap that gets another reason is listed and does not count. */
  readonly figures: number;
  /** The largest change of a value as a share of the value before: 0.01 is one per cent; null where no value changes into another. */
  readonly share: number | null;
};

/** A claim as figures take it. */
export function toFigureClaim(
  claim: Claim,
  as: {
    readonly id: ClaimId;
    readonly revision: number;
    readonly attribution: Attribution;
    readonly supersededBy: ClaimId | null;
  } & Partial<Pick<FigureClaim, 'substance' | 'restates'>>,
): FigureClaim {
  return {
    ...claim,
    ...as,
    relayed: isRelayed(claim.publications),
    publishedOn: firstPublishedOn(claim.publications),
    isRatioOf: claim.ratioOf.length > 0,
    // A number moves no badge of its own claim, and links that come with a draft name keys, not claims.
    substance: as.substance ?? 's0',
    restates: as.restates ?? [],
  };
}

/** Claims that come in, take the place of those with the same id, or replace others. */
export type ClaimChange = {
  readonly claim: FigureClaim;
  /** Ids of the claims that it updates or corrects. */
  readonly replaces: readonly ClaimId[];
};

/**
 * The inputs of some series as they would be after the changes. A claim replaces others only while it stands: once withdrawn or
 * discounted, what it had replaced stands again.
 */
export function withChanges(inputs: readonly SeriesInput[], changes: readonly ClaimChange[]): SeriesInput[] {
  const changed = new Set(changes.map(({ claim }) => claim.id));
  const replacedBy = new Map<ClaimId, ClaimId>();
  for (const { claim, replaces } of changes)
    if (claim.standing === 'current') for (const id of replaces) replacedBy.set(id, claim.id);
  const supersededBy = (claim: FigureClaim): ClaimId | null => {
    const by = replacedBy.get(claim.id);
    if (by !== undefined) return by;
    return claim.supersededBy !== null && changed.has(claim.supersededBy) ? null : claim.supersededBy;
  };
  return inputs.map((input) => {
    const kept = input.claims.filter((claim) => !changed.has(claim.id));
    const coming = changes
      .map(({ claim }) => claim)
      .filter((claim) => claim.source === input.key.source && claim.side === input.key.side && bearsOn(claim, input));
    return {
      ...input,
      claims: [...kept, ...coming].map((claim) => {
        const by = supersededBy(claim);
        return by === claim.supersededBy ? claim : { ...claim, supersededBy: by };
      }),
    };
  });
}

/** A list's names added are made from its totals of confirmed dead (N8). */
function bearsOn(claim: FigureClaim, { key }: SeriesInput): boolean {
  return claim.metric === key.metric || (key.metric === 'names_added' && claim.metric === 'killed_confirmed');
}

/** What is compared: everything that a reader sees of a figure except what is only also said. */
function seen(cell: Cell | Span): string {
  if ('kind' in cell && cell.kind === 'gap') return cell.reason;
  const { low, best, high, valueKind, method, flags, badge, floor } = cell;
  return JSON.stringify([low, best, high, valueKind, method, flags, badge, floor]);
}

/** A number that stands for a figure when sizes of changes are compared. */
function sizeOf(shown: Cell | Span): number | null {
  if ('kind' in shown && shown.kind === 'gap') return null;
  const { low, best, high } = shown;
  return best ?? (low !== null && high !== null ? (low + high) / 2 : (low ?? high));
}

/** How much a value changes, as a share of what it was. */
function shareOf(before: Cell | Span | null, after: Cell | Span | null): number | null {
  const [old, now] = [before && sizeOf(before), after && sizeOf(after)];
  if (old === null || now === null) return null;
  if (old === now) return 0;
  return old === 0 ? 1 : Math.abs((now - old) / old);
}

/** What differs between the figures of some series before and after. Both hold the same series in the same order. */
export function toEffect(
  before: readonly SeriesInput[],
  after: readonly SeriesInput[],
  options: {
    readonly months: readonly Month[];
    readonly currentMonth: Month;
    readonly repeated: readonly FigureClaim[];
    readonly threshold?: Badge;
  },
): Effect {
  const figuresOf = (inputs: readonly SeriesInput[]) => {
    const lineageOf = toLineageOf([...inputs.flatMap(({ claims }) => claims), ...options.repeated]);
    return inputs.map((input) =>
      toFigures(input, {
        months: options.months,
        threshold: options.threshold ?? DEFAULT_THRESHOLD,
        currentMonth: options.currentMonth,
        lineageOf,
      }),
    );
  };
  const [was, is] = [figuresOf(before), figuresOf(after)];
  const moved: MovedFigure[] = [];
  const spans: MovedSpan[] = [];
  after.forEach((input, at) => {
    const [old, now] = [was[at], is[at]];
    if (!old || !now) throw new Error('before and after are not of the same series');
    const about = { series: toSeriesId(input.key), sourceName: input.source.name };
    now.cells.forEach((cell, index) => {
      const earlier = old.cells[index];
      if (earlier && seen(earlier) !== seen(cell))
        moved.push({ ...about, month: cell.month, before: earlier, after: cell });
    });
    spans.push(...movedSpans(old.spans, now.spans).map((span) => ({ ...about, ...span })));
  });
  const shares = [...moved, ...spans].map((one) => shareOf(one.before, one.after)).filter((share) => share !== null);
  return {
    moved,
    spans,
    figures:
      moved.filter(({ before: old, after: now }) => old.kind === 'figure' || now.kind === 'figure').length +
      spans.length,
    share: shares.length === 0 ? null : Math.max(...shares),
  };
}

const daysOf = ({ from, to }: Span) => `${from}/${to}`;

function movedSpans(before: readonly Span[], after: readonly Span[]): Pick<MovedSpan, 'before' | 'after'>[] {
  const old = new Map(before.map((span) => [daysOf(span), span]));
  const now = new Map(after.map((span) => [daysOf(span), span]));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((days) => {
    const [was, is] = [old.get(days) ?? null, now.get(days) ?? null];
    return was && is && seen(was) === seen(is) ? [] : [{ before: was, after: is }];
  });
}

/** No figure moves. */
export const NO_EFFECT: Effect = { moved: [], spans: [], figures: 0, share: null };
