/**
 * Checks of dates: four clocks are kept apart (domain.md §1.5), and most slips are one of them taken for another.
 */

import { firstPublishedOn } from '@/lib/ledger/claim';
import { addDays, type Day, daysBetween, endOf, monthCovered, monthOf } from '@/lib/ledger/month';
import { PERIOD_KINDS } from '@/lib/ledger/vocabulary';
import { type Check, type Finding, isRunningTotal, numberOf, periodOf, quotesOf, said } from './nearby';
import { ambiguousDatesIn, dayInAddress, isImpossible, namedDaysIn, swapped } from './reading';

/** E7, trap 30: the date in an address against the day of publication, or, where that is not keyed, the day that a total reaches. */
export const addressDate: Check = (claim) =>
  claim.publications.flatMap(({ url, publishedOn }, index): Finding[] => {
    const found = url ? dayInAddress(url) : null;
    if (!found) return [];
    // A page filed late in the evening in another zone carries the day before or after.
    if (publishedOn && Math.abs(daysBetween(found.day, publishedOn)) > 1)
      return [
        {
          field: `publications.${index}.publishedOn`,
          message: `${capital(found.how)} says ${found.day}; ${publishedOn} was keyed as the day of publication.`,
        },
      ];
    if (claim.asOf && isRunningTotal(claim) && Math.abs(daysBetween(claim.asOf, found.day)) > MOST_DAYS_TO_PRINT)
      return [
        {
          field: 'asOf',
          message: `${capital(found.how)} says ${found.day}; the total is keyed as of ${claim.asOf}. Is it a total of that day, or of another?`,
        },
      ];
    return [];
  });

/** A total is printed within days of the day that it reaches; the slowest offices publish at the end of the next week. */
const MOST_DAYS_TO_PRINT = 14;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Traps 11 and 12: nobody can count a period that has not ended. A year said before its end is a year to date, or a forecast. */
export const saidBeforeTheEnd: Check = (claim) => {
  const published = firstPublishedOn(claim.publications);
  if (!published || claim.periodKind === 'forecast') return [];
  const period = periodOf(claim);
  if (period && published < addDays(period.end, -1)) {
    const whole = monthCovered(period.start, period.end)
      ? 'month'
      : isYear(period.start, period.end)
        ? 'year'
        : 'period';
    return [
      {
        field: 'periodEnd',
        message: `It was published on ${published}, before the ${whole} ended (last day ${addDays(period.end, -1)}). If it counts up to a day, end the period there; if it looks ahead, it is a forecast.`,
      },
    ];
  }
  if (claim.asOf && published < claim.asOf)
    return [
      {
        field: 'asOf',
        message: `It was published on ${published}, before the day that it is keyed to reach (${claim.asOf}).`,
      },
    ];
  return [];
};

const isYear = (start: Day, end: Day) => start.endsWith('-01-01') && end === `${Number(start.slice(0, 4)) + 1}-01-01`;

/** Today is the last day on which anything can have been published or counted. */
export const inTheFuture: Check = (claim, { today }) => {
  const published = claim.publications.flatMap(({ publishedOn }, index): Finding[] =>
    publishedOn && publishedOn > today
      ? [
          {
            field: `publications.${index}.publishedOn`,
            message: `${publishedOn} lies in the future: today is ${today}.`,
          },
        ]
      : [],
  );
  const ahead = claim.asOf && claim.asOf > today && claim.periodKind !== 'forecast';
  return [
    ...published,
    ...(ahead ? [{ field: 'asOf', message: `${claim.asOf} lies in the future: today is ${today}.` }] : []),
  ];
};

/** Trap 11: “so far in November” is a month to date, and becomes another number when the month is over. */
export const monthToDate: Check = (claim) => {
  const period = periodOf(claim);
  if (!period || claim.periodKind === 'forecast') return [];
  const month = monthCovered(period.start, period.end);
  const published = firstPublishedOn(claim.publications);
  // Once the month is over, “so far” in a quote speaks of the month after, or of the year.
  if (!month || (published !== null && published >= endOf(month))) return [];
  return quotesOf(claim)
    .filter(({ text }) =>
      /so far (?:in|this)|since the (?:start|beginning) of the month|this month|month[- ]to[- ]date|з початку місяця|с начала месяца|цього місяця|в этом месяце/iu.test(
        text,
      ),
    )
    .slice(0, 1)
    .map(() => ({
      field: 'periodEnd',
      message: `The quote counts the month so far, and all of ${month} is keyed. End the period on the day of the count, and mark it provisional.`,
    }));
};

/** Trap 12: “so far this year” keyed as a whole year, or stretched to a month's end that the count did not reach. */
export const yearToDate: Check = (claim) => {
  const period = periodOf(claim);
  const published = firstPublishedOn(claim.publications);
  if (!period || !isYear(period.start, period.end) || (published !== null && published >= period.end)) return [];
  return quotesOf(claim)
    .filter(({ text }) =>
      /so far (?:in|this)|this year|since the (?:start|beginning) of (?:the|this) year|year[- ]to[- ]date|з початку року|с начала (?:текущего )?года|цього року|в этом году/iu.test(
        text,
      ),
    )
    .slice(0, 1)
    .map(() => ({
      field: 'periodEnd',
      message: `The quote counts the year so far, and all of ${period.start.slice(0, 4)} is keyed. End the period on the day of the count.`,
    }));
};

/** E7: “1/12” is 1 December or 12 January. */
export const ambiguousDay: Check = (claim) =>
  claim.publications.flatMap(({ quote, title }, index) =>
    ambiguousDatesIn([quote, title].filter((text) => text !== null).join(' ')).map(({ text, first, second }) => ({
      field: `publications.${index}.${quote?.includes(text) ? 'quote' : 'title'}`,
      message: `“${text}” can be day ${first} of month ${second} or day ${second} of month ${first}. Say in the note which is meant, and how it is known.`,
    })),
  );

/** E7: the keyed day with day and month exchanged is the day that the address or the publication carries. */
export const dayAndMonthExchanged: Check = (claim) => {
  const witnesses = claim.publications.flatMap(({ url, publishedOn }) => [
    publishedOn,
    url ? (dayInAddress(url)?.day ?? null) : null,
  ]);
  return (['asOf', 'periodStart'] as const).flatMap((field): Finding[] => {
    const day = claim[field];
    const other = day ? swapped(day) : null;
    if (!day || !other || day.endsWith('-01-01')) return [];
    const fits = witnesses.some(
      (witness) => witness && daysBetween(other, witness) >= 0 && daysBetween(other, witness) <= 1,
    );
    const asKeyed = witnesses.some((witness) => witness && Math.abs(daysBetween(day, witness)) <= 45);
    return fits && !asKeyed
      ? [
          {
            field,
            message: `${day} was keyed, and the publication is of ${other} or the day after: day and month may be exchanged.`,
          },
        ]
      : [];
  });
};

/** Trap 25: “April 31” is printed by machines; the day before or after was meant. */
export const impossibleDay: Check = (claim) =>
  claim.publications.flatMap(({ quote, title, translation }, index) =>
    (['quote', 'title', 'translation'] as const).flatMap((part) => {
      const text = { quote, title, translation }[part] ?? '';
      return namedDaysIn(text)
        .filter(isImpossible)
        .map((day) => ({
          field: `publications.${index}.${part}`,
          message: `“${day.text}” is no day of any calendar. Look at the original, and key the day that it means only if it is known.`,
        }));
    }),
  );

/** Trap 15: a claim without the dates that its kind needs is kept and shown, and never charted. */
export const undated: Check = (claim) => {
  const needs: readonly string[] = PERIOD_KINDS[claim.periodKind].needs;
  if (needs.includes('asOf') && !claim.asOf)
    return [
      {
        field: 'asOf',
        message:
          'No day is keyed to which the number reaches: it will be shown, but never charted. Look in the text, the address and the title for one.',
      },
    ];
  if (
    needs.includes('periodStart') &&
    !needs.includes('asOf') &&
    !periodOf(claim) &&
    claim.periodKind !== 'monthly_rate' &&
    claim.periodKind !== 'weekly_rate'
  )
    return [
      {
        field: 'periodStart',
        message:
          'The days that the number covers are missing: it will be shown, but never charted. Look in the text, the address and the title for them.',
      },
    ];
  return [];
};

/** Trap 15: a quote names a day of another year, or the page has none at all and the year was guessed. */
export const otherYear: Check = (claim) => {
  const own = [claim.asOf, claim.periodStart, claim.periodEnd ? addDays(claim.periodEnd, -1) : null].filter(
    (day) => day !== null,
  );
  if (own.length === 0) return [];
  const years = new Set(own.map((day) => Number(day.slice(0, 4))));
  return quotesOf(claim).flatMap(({ text, index }): Finding[] => {
    const named = namedDaysIn(text).filter(({ year }) => year !== null);
    const off = named.find(({ year }) => year !== null && !years.has(year));
    if (!off || named.some(({ year }) => year !== null && years.has(year))) return [];
    return [
      {
        field: claim.asOf ? 'asOf' : 'periodStart',
        message: `The quote says “${off.text}”, and ${[...years].join(', ')} was keyed. (Publication ${index + 1}.)`,
      },
    ];
  });
};

/** Trap 13: a number said long after its days is a restatement; what the source said then can be another one, and is another claim. */
export const saidLongAfter: Check = (claim) => {
  const published = firstPublishedOn(claim.publications);
  const period = periodOf(claim);
  const last = claim.asOf ?? (period ? addDays(period.end, -1) : null);
  if (
    !published ||
    !last ||
    claim.periodKind === 'forecast' ||
    claim.periodKind === 'ratio' ||
    claim.repeatsSource !== null
  )
    return [];
  if (claim.note !== null || daysBetween(last, published) <= LONG_AFTER) return [];
  return [
    {
      field: 'publications.0.publishedOn',
      message: `It was published ${daysBetween(last, published)} days after the last day that it counts. Say in the note that the source looks back, and look for what it said at the time.`,
    },
  ];
};
const LONG_AFTER = 300;

/**
 * Trap 9: the report of a day counts the day before where the source counts up to the morning. A count of one day that is keyed under the
 * day of its report belongs to the day before.
 */
export const reportDay: Check = (claim, context) => {
  const period = periodOf(claim);
  if (claim.periodKind !== 'day' || !period) return [];
  const convention = claim.repeatsSource === null ? context.source?.countingConvention : context.originConvention;
  if (convention !== 'morning') return [];
  const totals = claim.repeatsSource === null ? context.totals : context.origin;
  const at = (day: Day) =>
    totals.find((total) => total.asOf === day && total.best !== null && total.standing === 'current');
  const [before, start, end] = [at(addDays(period.start, -1)), at(period.start), at(period.end)];
  const value = numberOf(claim);
  const gain = (to: typeof start, from: typeof start) =>
    to?.best && from?.best ? Number(to.best) - Number(from.best) : null;
  if (value !== null && gain(start, before) === Number(value) && gain(end, start) !== Number(value))
    return [
      {
        field: 'periodStart',
        message: `${said(value)} is what the report of ${period.start} adds: the losses of ${addDays(period.start, -1)}. A report counts up to the morning of its day.`,
        related: [start, before].flatMap((total) => (total ? [total.id] : [])),
      },
    ];
  const published = firstPublishedOn(claim.publications);
  if (published === period.start && claim.timeBasis !== 'by_event' && gain(end, start) !== Number(value))
    return [
      {
        field: 'periodStart',
        message: `It was published on ${published}, the day that it is keyed to count. A report of this source counts up to the morning: the day before is ${addDays(period.start, -1)}.`,
      },
    ];
  return [];
};

/**
 * Trap 10: first-to-first and month-end differences of one running total differ by up to hundreds. A month's number that equals the
 * difference of the wrong pair is another span.
 */
export const monthBoundary: Check = (claim, context) => {
  const period = periodOf(claim);
  const month = period && monthCovered(period.start, period.end);
  const value = numberOf(claim);
  if (!month || value === null || claim.periodKind !== 'interval') return [];
  const restated = claim.repeatsSource !== null;
  const convention = restated ? context.originConvention : context.source?.countingConvention;
  if (!convention) return [];
  const totals = restated ? context.origin : context.totals;
  const at = (day: Day) =>
    totals.find((total) => total.asOf === day && total.best !== null && total.standing === 'current');
  const shift = convention === 'morning' ? 0 : -1;
  const right = [at(addDays(period.start, shift)), at(addDays(period.end, shift))] as const;
  const wrongShift = shift === 0 ? -1 : 0;
  const wrong = [at(addDays(period.start, wrongShift)), at(addDays(period.end, wrongShift))] as const;
  const gain = ([from, to]: typeof right) => (from?.best && to?.best ? Number(to.best) - Number(from.best) : null);
  if (gain(wrong) !== Number(value) || gain(right) === Number(value) || gain(right) === null) return [];
  return [
    {
      field: 'periodStart',
      message: `${said(value)} is the difference of the totals of ${wrong[0]?.asOf} and ${wrong[1]?.asOf}; the days of ${monthOf(period.start)} are ${said(gain(right) ?? 0)} (${right[0]?.asOf} to ${right[1]?.asOf}). Key the days that it counts, or say in the note how the source counts a month.`,
      related: [...wrong, ...right].flatMap((total) => (total ? [total.id] : [])),
    },
  ];
};
