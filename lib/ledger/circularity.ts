/**
 * Does one series restate another (T2; domain.md §2 “Lineage test”)? A hint for an editor and never a verdict: two series of one metric, side
 * and scope are laid beside each other month by month, and the same again with one of them moved by one to three months. Series that only
 * run at the same height agree as well when they are moved; a restatement agrees in its own months.
 */
import type { ClaimId, Publication } from './claim';
import type { Cell, Figure, SeriesFigures } from './figure-table';
import { addMonths, type Month } from './month';

/** The fewest months that say anything. */
export const LEAST_SHARED_MONTHS = 6;
/** Of a hundred shared months so many must agree. */
export const LEAST_SHARE = 80;
/** Figures agree when they differ by no more than so much of the repeated one, in per cent, or by no more than the rounding of both. */
export const AGREE_WITHIN = 2;
/** What differs by more than this, in per cent, is named with a note even where both are one lineage. */
export const NOTED_ABOVE = 1;
/** How far one series is moved against the other, in months, either way. */
export const MOST_SHIFT = 3;
/** “Clearly more”: of a hundred months so many more must agree than under any shift. */
export const CLEARLY_MORE = 25;
/** A shift under which fewer months can be compared says nothing. */
const LEAST_SHIFTED_MONTHS = 3;
/** A rejected hint comes back when so many more months agree than when it was rejected. */
export const MORE_MONTHS_TO_RETURN = 6;

/** What of a figure is laid beside another: the whole month’s bounds, and half of its rounding where its width is only that. */
export type ComparedFigure = Pick<Figure, 'month' | 'low' | 'best' | 'high'> & { readonly rounding: number };

/** One month that both series have a figure for. */
export type ComparedMonth = {
  readonly month: Month;
  readonly repeating: ComparedFigure;
  readonly repeated: ComparedFigure;
  /** Repeating less repeated: of the best values, else of the bounds where they differ most. */
  readonly difference: number;
  /** The difference in per cent of the repeated figure; null where that is zero. */
  readonly percent: number | null;
  readonly agrees: boolean;
  /** Off by more than one per cent and by more than rounding. */
  readonly noted: boolean;
};

/** How many months agree when the repeated series is read so many months later (or, below zero, earlier). */
export type Shift = { readonly by: number; readonly shared: number; readonly agreeing: number };

/** Two series laid beside each other. */
export type SeriesComparison = {
  /** Ascending. */
  readonly months: readonly ComparedMonth[];
  readonly shared: number;
  readonly agreeing: number;
  /** From −3 to 3 without 0; the ones that have too few months are left out. */
  readonly shifts: readonly Shift[];
  readonly isHint: boolean;
};

/** The whole months of a series that can be compared: no month to date, no days missing. */
export function comparedFigures(
  { cells }: Pick<SeriesFigures, 'cells'>,
  currentMonth: Month,
): ReadonlyMap<Month, ComparedFigure> {
  const whole = cells.filter(
    (cell: Cell): cell is Figure =>
      cell.kind === 'figure' && cell.coverageDays === cell.daysInMonth && cell.month !== currentMonth,
  );
  return new Map(
    whole.map(({ month, low, best, high, notes }) => {
      const isRounding = notes.includes('ROUNDING_ONLY') && low !== null && high !== null;
      return [month, { month, low, best, high, rounding: isRounding ? (high - low) / 2 : 0 }];
    }),
  );
}

/** The numbers of two figures that can be set against each other: best with best, else the bounds that both have. Empty: not comparable. */
function pairsOf(a: ComparedFigure, b: ComparedFigure): (readonly [number, number])[] {
  if (a.best !== null && b.best !== null) return [[a.best, b.best]];
  if (a.best !== null || b.best !== null || (a.low === null) !== (b.low === null)) return [];
  if ((a.high === null) !== (b.high === null)) return [];
  const pairs: [number, number][] = [];
  if (a.low !== null && b.low !== null) pairs.push([a.low, b.low]);
  if (a.high !== null && b.high !== null) pairs.push([a.high, b.high]);
  return pairs;
}

/** True where the difference is at most so many per cent of the second number, or at most `rounding`. */
function isWithin([a, b]: readonly [number, number], percent: number, rounding: number): boolean {
  const apart = Math.abs(a - b);
  return apart <= rounding || apart * 100 <= percent * Math.abs(b);
}

function compareFigures(repeating: ComparedFigure, repeated: ComparedFigure): ComparedMonth | null {
  const pairs = pairsOf(repeating, repeated);
  const [first] = pairs;
  if (first === undefined) return null;
  const [a, b] = pairs.reduce((widest, pair) =>
    Math.abs(pair[0] - pair[1]) > Math.abs(widest[0] - widest[1]) ? pair : widest,
  );
  const rounding = repeating.rounding + repeated.rounding;
  return {
    month: repeating.month,
    repeating,
    repeated,
    difference: a - b,
    percent: b === 0 ? null : ((a - b) / Math.abs(b)) * 100,
    agrees: pairs.every((pair) => isWithin(pair, AGREE_WITHIN, rounding)),
    noted: pairs.some((pair) => !isWithin(pair, NOTED_ABOVE, rounding)),
  };
}

/** True where a number also said for the month agrees with the repeated figure, as a figure of it would have to. */
export function agreesWith(said: Pick<Figure, 'low' | 'best' | 'high'>, repeated: ComparedFigure): boolean {
  return compareFigures({ ...said, month: repeated.month, rounding: 0 }, repeated)?.agrees ?? false;
}

function monthsOf(
  repeating: ReadonlyMap<Month, ComparedFigure>,
  repeated: ReadonlyMap<Month, ComparedFigure>,
  shift: number,
): ComparedMonth[] {
  return [...repeating.values()].flatMap((figure) => {
    const other = repeated.get(shift === 0 ? figure.month : addMonths(figure.month, shift));
    return (other && compareFigures(figure, other)) ?? [];
  });
}

const countOf = (months: readonly ComparedMonth[]) => months.filter(({ agrees }) => agrees).length;

/** True where at least `least` of a hundred agree. In whole numbers: 80 % of 5 is 4, exactly. */
const isShare = (agreeing: number, shared: number, least: number) => agreeing * 100 >= least * shared;

/** True where the share of months that agree is at least `CLEARLY_MORE` of a hundred above the share under the shift. */
function isClearlyMore(own: Omit<Shift, 'by'>, shift: Omit<Shift, 'by'>): boolean {
  return (own.agreeing * shift.shared - shift.agreeing * own.shared) * 100 >= CLEARLY_MORE * own.shared * shift.shared;
}

/**
 * Lays a series beside the one that it may repeat. A hint: at least six shared months, of which at least 80 % agree within 2 % or the rounding
 * of both, and that share is at least 25 of a hundred above the share under each shift by one to three months. A shift that leaves fewer than
 * three months to compare is not asked.
 */
export function compareSeries(
  repeating: ReadonlyMap<Month, ComparedFigure>,
  repeated: ReadonlyMap<Month, ComparedFigure>,
): SeriesComparison {
  const months = monthsOf(repeating, repeated, 0).sort((a, b) => (a.month < b.month ? -1 : 1));
  const own = { shared: months.length, agreeing: countOf(months) };
  const isLikely = own.shared >= LEAST_SHARED_MONTHS && isShare(own.agreeing, own.shared, LEAST_SHARE);
  // Most pairs of a ledger have nothing in common, and are not looked at any further.
  if (!isLikely) return { months, ...own, shifts: [], isHint: false };
  const shifts = [-3, -2, -1, 1, 2, MOST_SHIFT].flatMap((by): Shift[] => {
    const moved = monthsOf(repeating, repeated, by);
    return moved.length < LEAST_SHIFTED_MONTHS ? [] : [{ by, shared: moved.length, agreeing: countOf(moved) }];
  });
  return { months, ...own, shifts, isHint: shifts.every((shift) => isClearlyMore(own, shift)) };
}

/** Days on which what makes a month was published, as far as known. */
export type PublishedMonths = ReadonlyMap<Month, string>;

/**
 * Which of two series follows the other: the one whose figures were published later in more of the shared months. Null where neither is,
 * so that nothing tells them apart.
 */
export function followerOf(a: PublishedMonths, b: PublishedMonths, months: readonly Month[]): 'a' | 'b' | null {
  let ahead = 0;
  for (const month of months) {
    const [dayA, dayB] = [a.get(month), b.get(month)];
    if (dayA === undefined || dayB === undefined) continue;
    ahead += Number(dayA > dayB) - Number(dayA < dayB);
  }
  return ahead === 0 ? null : ahead > 0 ? 'a' : 'b';
}

/** True where a hint that was rejected with so many agreeing months and citing claims has enough new ones to be looked at again. */
export function isWorthAnotherLook(
  then: { readonly agreeing: number; readonly citing: number },
  now: { readonly agreeing: number; readonly citing: number },
): boolean {
  return now.agreeing >= then.agreeing + MORE_MONTHS_TO_RETURN || now.citing >= then.citing + MORE_MONTHS_TO_RETURN;
}

/** Words of a publication that name another source. */
export type Citation = {
  readonly claim: ClaimId;
  readonly field: 'quote' | 'title' | 'note';
  /** The name as it stands there, and the words around it. */
  readonly name: string;
  readonly words: string;
};

/** A name under which a source is looked for in words. */
export type SoughtName = { readonly slug: string; readonly name: string };

/**
 * Words that say that a number is another’s; a name alone may be what the sentence is about. In lower case, so that a database can look for
 * them before anybody reads a text.
 */
export const ATTRIBUTING_WORDS = [
  'according to',
  'citing',
  'cites',
  'cited by',
  'quoting',
  'based on',
  'reported by',
  ...['data', 'figure', 'figures', 'estimate', 'estimates'].flatMap((noun) => [
    `${noun} from`,
    `${noun} of`,
    `${noun} by`,
  ]),
  'say',
  'says',
  'said',
  'за даними',
  'повідомив',
  'повідомляє',
  'посилаючись на',
  'по данным',
  'сообщил',
  'ссылаясь на',
] as const satisfies readonly string[];

const ATTRIBUTES = new RegExp(`(?<!\\p{L})(?:${ATTRIBUTING_WORDS.join('|')})(?!\\p{L})`, 'iu');

/** Names shorter than this are met inside other words and abbreviations. */
const SHORTEST_NAME = 3;

/** How many signs of the sentence are kept on each side of a name. */
const AROUND = 80;

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What is read of a claim to find whom its words name. */
export type CitingClaim = {
  readonly id: ClaimId;
  readonly source: string;
  readonly publications: readonly Pick<Publication, 'publisher' | 'relay' | 'quote' | 'title' | 'note'>[];
};

/**
 * Hint (a): where the words of a claim name another source as whose number it is. A name counts in a quote, a title or a note, as a whole
 * word, with a word beside it that attributes (“according to”, “citing”, “за даними” …); names of the claim’s own source and of the publisher or
 * relay of the same publication do not count.
 */
export function citationsIn(
  claim: CitingClaim,
  names: readonly SoughtName[],
): (Citation & { readonly slug: string })[] {
  const own = names.filter(({ slug }) => slug === claim.source).map(({ name }) => name.toLowerCase());
  const found = new Map<string, Citation & { readonly slug: string }>();
  for (const publication of claim.publications)
    for (const field of ['quote', 'title', 'note'] as const) {
      const text = publication[field];
      if (text === null || !ATTRIBUTES.test(text)) continue;
      const carriers = [publication.publisher, publication.relay].flatMap((carrier) => carrier?.toLowerCase() ?? []);
      for (const { slug, name } of names) {
        const isCarrier = carriers.some((carrier) => carrier.includes(name.toLowerCase()));
        if (name.length < SHORTEST_NAME || slug === claim.source || isCarrier || found.has(slug)) continue;
        // A source named inside the claim’s own name (“Staff” in “General Staff”) is not named at all.
        if (own.some((mine) => mine.includes(name.toLowerCase()))) continue;
        const match = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu').exec(text);
        if (match === null) continue;
        const around = text.slice(Math.max(0, match.index - AROUND), match.index + name.length + AROUND);
        if (ATTRIBUTES.test(around)) found.set(slug, { slug, claim: claim.id, field, name: match[0], words: around });
      }
    }
  return [...found.values()];
}
