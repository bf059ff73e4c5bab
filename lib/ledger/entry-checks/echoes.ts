/**
 * Checks against what other sources, and the source itself at other times, have said: echoes, old statements carried as new, outliers; and
 * the list of likely duplicates.
 */
import { type Claim, type ClaimId, firstPublishedOn } from '@/lib/ledger/claim';
import { toNumber } from '@/lib/ledger/exact';
import { addDays, type Day, daysBetween } from '@/lib/ledger/month';
import { METRIC_CONTAINS, type Metric, metricOf, type Side } from '@/lib/ledger/vocabulary';
import { endsOf, medianOf } from './history';
import {
  type Check,
  type EntryContext,
  type Finding,
  isEqualValue,
  isRunningTotal,
  isSameCount,
  isSameSeries,
  isSameSlot,
  isSameValue,
  isSingle,
  lastDayOf,
  type NearbyClaim,
  numberOf,
  periodOf,
  quotesOf,
  said,
  saidDates,
  saidMetric,
  saidValue,
  tolerance,
  valueField,
} from './nearby';

/** Digits that say something: 350 000 has two, 390 580 five. */
function significant(value: string): number {
  return value.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}

/** True when the claim already says whose number it is, or an editor has decided. */
function hasLineage(claim: Claim): boolean {
  return (
    claim.lineageDecided ||
    claim.repeatsSource !== null ||
    claim.repeats.length > 0 ||
    claim.derivesFrom.length > 0 ||
    claim.ratioOf.length > 0
  );
}

/** Traps 16 and 17: the text says “according to” another source, and nothing says that the claim restates it. */
export const citesOther: Check = (claim, { named }) => {
  if (hasLineage(claim)) return [];
  for (const { text, index } of quotesOf(claim))
    for (const { slug, name } of named) {
      if (slug === claim.source) continue;
      const at = text.toLowerCase().indexOf(name.toLowerCase());
      if (at < 0) continue;
      const before = text.slice(Math.max(0, at - 40), at);
      const after = text.slice(at + name.length, at + name.length + 25);
      const cites =
        /(?:according to|citing|cited by|reported by|figures (?:of|from)|data (?:of|from)|per|за даними|по данным|за оцінк\p{L}+|по оценк\p{L}+|laut|selon|según)[^.;]{0,25}$/iu.test(
          before,
        ) || /^[^.;]{0,12}(?:report|figures|data|statistics)/iu.test(after);
      if (cites)
        return [
          {
            field: 'repeatsSource',
            message: `The quote names ${name}. If the number is theirs, the claim restates ${slug} and is no voice of its own. (Publication ${index + 1}.)`,
          },
        ];
    }
  return [];
};

/** Traps 2 and 16: another source has the same number for the same dates. Two voices, or one and its echo? */
export const echo: Check = (claim, context) => {
  const value = numberOf(claim);
  if (hasLineage(claim) || value === null || significant(value) < 2) return [];
  const others = unique([...context.equalValue, ...context.peers]).filter(
    (other) =>
      other.standing === 'current' &&
      other.source !== claim.source &&
      other.repeatsSource !== claim.source &&
      isSameCount(other, claim) &&
      isEqualExactly(other, claim) &&
      isSameSlot(other, claim),
  );
  const [first] = others;
  if (!first) return [];
  return [
    {
      field: 'repeatsSource',
      message: `${first.source} has the same number for the same dates (${saidValue(first)}, ${saidDates(first)}). If this restates it, say so; if both restate a third, name that.`,
      related: others.map(({ id }) => id),
    },
  ];
};

/** The same digits, whatever the words around them. */
const isEqualExactly = (a: NearbyClaim, b: Claim) => numberOf(a) !== null && numberOf(a) === numberOf(b);

function unique(claims: readonly NearbyClaim[]): NearbyClaim[] {
  return [...new Map(claims.map((claim) => [claim.id, claim])).values()];
}

/**
 * Traps 1, 2 and 5: one number, two meanings. The same number for the same dates stands under another metric: of the same source, or, where
 * one metric contains the other, a running total of anyone within a week and one per cent (90 000 “killed” where the General Staff had
 * 90 090 killed or wounded).
 */
export const otherMetric: Check = (claim, context) => {
  const value = numberOf(claim);
  if (value === null || metricOf(claim.metric).family !== 'casualties') return [];
  const { asOf } = claim;
  // “30 000” of two sources is chance as often as not; of one source it never is.
  const alike = significant(value) < 2 ? [] : context.equalValue;
  const same = [...context.sameSlot, ...alike].filter(
    (other) =>
      other.side === claim.side &&
      other.metric !== claim.metric &&
      metricOf(other.metric).family === 'casualties' &&
      isEqualExactly(other, claim) &&
      isSameSlot(other, claim) &&
      other.scope === claim.scope,
  );
  const wider = context.peers.filter(
    (other) =>
      isRunningTotal(claim) &&
      asOf !== null &&
      other.asOf !== null &&
      other.source !== claim.source &&
      other.side === claim.side &&
      other.scope === claim.scope &&
      METRIC_CONTAINS.some(([small, large]) => small === claim.metric && large === other.metric) &&
      other.metric !== 'killed_or_missing' &&
      Math.abs(daysBetween(other.asOf, asOf)) <= 7 &&
      isSingle(other) &&
      Math.abs(Number(numberOf(other)) - Number(value)) <= Number(value) / 100,
  );
  const others = unique([...same, ...wider]).filter(({ standing }) => standing === 'current');
  const [first] = others;
  if (!first || [claim.updates, claim.corrects].includes(first.key)) return [];
  return [
    {
      field: 'metric',
      message: `${first.source} has ${saidValue(first)} ${saidDates(first)} as “${saidMetric(first)}”; here the number is “${saidMetric(claim)}”. One number with two meanings: read in the text which it has.`,
      related: others.map(({ id }) => id),
    },
  ];
};

/**
 * Traps 19, 30 and 34: the source said exactly this number of another day. A running total that has not moved in ten months, or a full number
 * of another day, is an old statement carried as new, or a value under the wrong date.
 */
export const oldValue: Check = (claim, { saidBefore, totals }) => {
  const value = numberOf(claim);
  const last = lastDayOf(claim);
  if (value === null || last === null || claim.periodKind === 'forecast') return [];
  const others = unique([...saidBefore, ...totals]).filter((other) => {
    const theirs = lastDayOf(other);
    if (other.standing !== 'current') return false;
    // A discounted one is settled: that it stood under a wrong day is known.
    if (!theirs || other.standing !== 'current' || other.valueKind === 'range') return false;
    if (!isSameSeries(other, claim) || numberOf(other) !== value) return false;
    const apart = Math.abs(daysBetween(theirs, last));
    if (isRunningTotal(claim))
      return (
        isRunningTotal(other) &&
        (apart >= 300 ? claim.valueKind !== 'at_least' : apart >= 2 && significant(value) >= 4 && isSingle(claim))
      );
    return (
      other.periodKind === claim.periodKind &&
      claim.periodKind === 'interval' &&
      apart > 31 &&
      significant(value) >= 3 &&
      Number(value) >= 100_000
    );
  });
  const [first] = others;
  if (!first) return [];
  return [
    {
      field: isRunningTotal(claim) ? 'asOf' : 'periodStart',
      message: `The source is recorded with the same number, ${saidValue(first)}, ${saidDates(first)}; here it is ${saidDates(claim)}. An old statement carried as new, or a wrong year?`,
      related: others.map(({ id }) => id),
    },
  ];
};

/** Traps 10, 12, 17 and 33: a number that restates another source, and differs from that source's own totals by more than 2 % and the rounding. */
export const echoDiffers: Check = (claim, { origin, originConvention }) => {
  if (claim.repeatsSource === null || numberOf(claim) === null || claim.countBasis === 'meta') return [];
  const single = origin.filter(
    (total) => isSingle(total) && total.standing === 'current' && total.asOf !== null && isSameCount(total, claim),
  );
  const ends = endsOf(claim);
  const differs = (expectedLow: number, expectedHigh: number) =>
    (ends.top !== null && ends.top < expectedLow * 0.98) || (ends.bottom !== null && ends.bottom > expectedHigh * 1.02);
  if (isRunningTotal(claim) && claim.periodKind === 'cumulative_since_start') {
    const { asOf } = claim;
    if (!asOf) return [];
    const before = single.filter((total) => (total.asOf as Day) <= asOf).at(-1);
    const after = single.find((total) => (total.asOf as Day) >= asOf);
    if (
      !before?.asOf ||
      !after?.asOf ||
      daysBetween(before.asOf, after.asOf) > 45 ||
      !differs(Number(before.best), Number(after.best))
    )
      return [];
    const theirs =
      before === after
        ? saidValue(before)
        : `${said(before.best ?? '')} (${before.asOf}) to ${said(after.best ?? '')} (${after.asOf})`;
    return [
      {
        field: valueField(claim),
        message: `It is said to restate ${claim.repeatsSource}, which has ${theirs}; here it is ${saidValue(claim)} as of ${asOf}. Another number, or another day?`,
        related: [...new Set([before.id, after.id])],
      },
    ];
  }
  const period = periodOf(claim);
  if (!period || !originConvention || !['interval', 'day', 'daily_rate'].includes(claim.periodKind)) return [];
  const at = (boundary: Day) =>
    single.find((total) => total.asOf === (originConvention === 'morning' ? boundary : addDays(boundary, -1)));
  const [from, to] = [at(period.start), at(period.end)];
  if (!from || !to) return [];
  const change = Number(to.best) - Number(from.best);
  const expected = claim.periodKind === 'daily_rate' ? change / period.days : change;
  if (!differs(expected, expected)) return [];
  return [
    {
      field: valueField(claim),
      message: `It is said to restate ${claim.repeatsSource}, whose totals give ${said(Math.round(expected))}${claim.periodKind === 'daily_rate' ? ' a day' : ''} ${saidDates(claim)}; here it is ${saidValue(claim)}. Another number, other days, or an average of another span?`,
      related: [from.id, to.id],
    },
  ];
};

/**
 * Trap 29: more than twice the highest, or less than half of the lowest, that other sources say of the same thing within two months: 699 000
 * Ukrainian dead where nobody else has more than 140 000; a leaked page whose digits were exchanged. It never asks who speaks (trap 28).
 */
export const outlier: Check = (claim, { peers }) => {
  const { asOf } = claim;
  if (!isRunningTotal(claim) || !asOf || numberOf(claim) === null) return [];
  const near = peers.filter(
    (other) =>
      other.standing === 'current' &&
      other.source !== claim.source &&
      isSameCount(other, claim) &&
      other.asOf !== null &&
      Math.abs(daysBetween(other.asOf, asOf)) <= 62 &&
      numberOf(other) !== null,
  );
  const sources = new Set(near.map(({ source }) => source));
  if (sources.size < 2) return [];
  const numbers = near.map((other) => Number(numberOf(other)));
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const ends = endsOf(claim);
  const above = ends.bottom !== null && ends.bottom > 2 * highest;
  const below = ends.top !== null && claim.valueKind !== 'at_least' && 2 * ends.top < lowest;
  if (!above && !below) return [];
  return [
    {
      field: valueField(claim),
      message: `${saidValue(claim)} stands alone: ${sources.size} other sources have ${said(lowest)} to ${said(highest)} (half of them at or above ${said(Math.round(medianOf(numbers)))}) within two months. If the document may be altered or the count of another kind, say so in the note.`,
      related: near.map(({ id }) => id).slice(0, 5),
    },
  ];
};

/** Domain.md §1.3: the registry does not say what the source means by this metric for this side. Perhaps the metric is another. */
export const undefinedHere: Check = (claim, { source }) => {
  const { metric, side, definitionVersion } = claim;
  if (!source || metric === 'names_added' || metric === 'undefined_metric') return [];
  const defined = source.definitions.filter((one) => one.side === side);
  if (defined.some((one) => one.metric === metric && one.version === definitionVersion)) return [];
  const known = [...new Set(defined.map((one) => metricOf(one.metric).label))];
  return [
    {
      field: source.definitions.some((one) => one.metric === metric && one.side === side)
        ? 'definitionVersion'
        : 'metric',
      message: `The registry does not say what ${source.shortName} means by “${metricOf(metric).label}”${definitionVersion > 1 ? ` in version ${definitionVersion}` : ''}${known.length > 0 ? `; it is recorded with ${known.join(', ')}` : ''}. Code another metric, or write the definition.`,
    },
  ];
};

/** Why a claim is likely the one in hand (E8). */
export const DUPLICATE_REASONS = {
  same_address: { label: 'same address', sentence: 'The same publication is recorded with the same number.' },
  same_slot: { label: 'same source and dates', sentence: 'The same source, metric, side and dates.' },
  equal_value: {
    label: 'equal number within a week',
    sentence: 'An equal number of the same side, published within seven days.',
  },
} as const;
export type DuplicateReason = keyof typeof DUPLICATE_REASONS;

/** A claim that may be the one in hand, with what a person needs to tell. */
export type LikelyDuplicate = {
  readonly id: ClaimId;
  readonly key: string;
  readonly source: string;
  readonly metric: Metric;
  readonly side: Side;
  readonly scope: string;
  /** “about 1 271”. */
  readonly value: string;
  /** “from 2024-09-01 to 2024-09-30”. */
  readonly dates: string;
  readonly publishedOn: Day | null;
  readonly standing: Claim['standing'];
  /** The strongest first. */
  readonly why: readonly DuplicateReason[];
};

/**
 * Claims that may be the one in hand (E8): same source, metric and side with the same as-of day or period; or an equal value within rounding,
 * of any source, listed within seven days; or the same address with an equal value. Most alike first, at most twenty.
 */
export function likelyDuplicates(claim: Claim, context: EntryContext): LikelyDuplicate[] {
  const found = new Map<ClaimId, { claim: NearbyClaim; why: Set<DuplicateReason> }>();
  const add = (why: DuplicateReason, others: readonly NearbyClaim[]) => {
    for (const other of others) {
      const entry = found.get(other.id) ?? { claim: other, why: new Set() };
      entry.why.add(why);
      found.set(other.id, entry);
    }
  };
  add(
    'same_address',
    context.sameAddress.filter(
      (other) => other.side === claim.side && other.metric === claim.metric && isEqualValue(other, claim),
    ),
  );
  add(
    'same_slot',
    context.sameSlot.filter(
      (other) => other.side === claim.side && other.metric === claim.metric && isSameSlot(other, claim),
    ),
  );
  add(
    'equal_value',
    context.equalValue.filter(
      (other) =>
        other.side === claim.side &&
        isEqualValue(other, claim) &&
        metricOf(other.metric).unit === metricOf(claim.metric).unit,
    ),
  );
  const weight = ({ claim: other, why }: { claim: NearbyClaim; why: Set<DuplicateReason> }) =>
    why.size * 4 +
    Number(other.source === claim.source) * 2 +
    Number(other.metric === claim.metric) * 2 +
    Number(isSameValue(other, claim));
  return [...found.values()]
    .sort((a, b) => weight(b) - weight(a) || (a.claim.id < b.claim.id ? -1 : 1))
    .slice(0, 20)
    .map(({ claim: other, why }) => ({
      id: other.id,
      key: other.key,
      source: other.source,
      metric: other.metric,
      side: other.side,
      scope: other.scope,
      value: saidValue(other),
      dates: saidDates(other),
      publishedOn: other.publishedOn,
      standing: other.standing,
      why: (['same_address', 'same_slot', 'equal_value'] as const).filter((reason) => why.has(reason)),
    }));
}

/** E8: the series already has this value for these dates; the publication may belong to that claim as a further one. */
export const duplicate: Check = (claim, context): Finding[] => {
  const others = context.sameSlot.filter(
    (other) =>
      isSameSeries(other, claim) &&
      other.periodKind === claim.periodKind &&
      isSameSlot(other, claim) &&
      numberOf(other) !== null &&
      isEqualValue(other, claim) &&
      (other.valueKind === claim.valueKind || (isSingle(other) && isSingle(claim))) &&
      ![claim.updates, claim.corrects].includes(other.key) &&
      other.release === claim.release,
  );
  const [first] = others;
  if (!first) return [];
  const published = firstPublishedOn(claim.publications);
  const half = toNumber(tolerance(claim));
  return [
    {
      field: valueField(claim),
      message: `The ledger has it already: ${saidValue(first)} ${saidDates(first)}${first.publishedOn ? `, published on ${first.publishedOn}` : ''}${half > 0 && numberOf(first) !== numberOf(claim) ? ' (equal within rounding)' : ''}. ${published && first.publishedOn === published ? 'If this is the same statement, do not enter it twice.' : 'If this is another publication of the same statement, add it to that claim.'}`,
      related: others.map(({ id }) => id),
    },
  ];
};

/** Trap 23: the same number for the same dates is recorded as the other kind of bound: “up to 325,000” became “at least” in a relay. */
export const boundFlipped: Check = (claim, { sameSlot }) => {
  const opposite = { at_least: 'at_most', at_most: 'at_least' } as const;
  if (claim.valueKind !== 'at_least' && claim.valueKind !== 'at_most') return [];
  const kind = opposite[claim.valueKind];
  const others = sameSlot.filter(
    (other) =>
      other.valueKind === kind && isSameCount(other, claim) && isSameSlot(other, claim) && isEqualExactly(other, claim),
  );
  const [first] = others;
  if (!first) return [];
  return [
    {
      field: 'valueKind',
      message: `The same number is recorded as ${saidValue(first)} ${saidDates(first)}; here it is ${saidValue(claim)}. One of the two relays turned the bound round: discount the one that did.`,
      related: others.map(({ id }) => id),
    },
  ];
};
