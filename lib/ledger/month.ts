/**
 * Days and months as strings: calendar dates in Europe/Kyiv without time or zone (domain.md §1.5, O5).
 * Sorting the strings sorts the dates; arithmetic is on whole days, so daylight saving cannot matter.
 */

declare const brand: unique symbol;
/** A calendar date, `2024-09-01`. */
export type Day = string & { readonly [brand]: 'Day' };
/** A calendar month, `2024-09`. */
export type Month = string & { readonly [brand]: 'Month' };

/** First day of the full-scale war; running totals since the start have an implied zero here. */
export const WAR_START = '2022-02-24' as Day;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant's algorithm; no Date object, no zone). */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The number that two digits of a date spell. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

/** Whole days since 1970-01-01. */
export function toDayNumber(day: Day): number {
  return dayNumber(twoDigits(day, 0) * 100 + twoDigits(day, 2), twoDigits(day, 5), twoDigits(day, 8));
}

/** The date that lies so many days after 1970-01-01. */
export function fromDayNumber(days: number): Day {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}` as Day;
}

/** The day if `text` is a real calendar date between 2000 and 2999, else null. `2024-02-30` and `1/12/2024` are not. */
export function parseDay(text: string): Day | null {
  const match = DAY.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 2000 || year > 2999 || month < 1 || month > 12 || day < 1) return null;
  return fromDayNumber(dayNumber(year, month, day)) === text ? (text as Day) : null;
}

/** The month if `text` is one between 2000 and 2999, else null. `2024-13` is not. */
export function parseMonth(text: string): Month | null {
  const match = MONTH.exec(text);
  if (!match) return null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return year >= 2000 && year <= 2999 && month >= 1 && month <= 12 ? (text as Month) : null;
}

export function addDays(day: Day, days: number): Day {
  const date = twoDigits(day, 8) + days;
  // Most steps stay within a month, and every month has 28 days.
  if (date >= 1 && date <= 28) return `${day.slice(0, 8)}${date < 10 ? '0' : ''}${date}` as Day;
  return fromDayNumber(toDayNumber(day) + days);
}

/** Days from `from` to `to`, negative if `to` is earlier. Half-open: [2024-09-01, 2024-10-01) has 30. */
export function daysBetween(from: Day, to: Day): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** The earlier of two days or of two months: as text, since their order is that of their text. */
export function earlierOf<Date extends Day | Month>(a: Date, b: Date): Date {
  if (b < a) return b;
  return a;
}

/** The later of two days or of two months. */
export function laterOf<Date extends Day | Month>(a: Date, b: Date): Date {
  if (b > a) return b;
  return a;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month;
}

export function firstDay(month: Month): Day {
  return `${month}-01` as Day;
}

/** Months since the year 0. */
function monthNumber(month: Month): number {
  return (twoDigits(month, 0) * 100 + twoDigits(month, 2)) * 12 + twoDigits(month, 5) - 1;
}

export function addMonths(month: Month, months: number): Month {
  const total = monthNumber(month) + months;
  return `${pad(Math.floor(total / 12), 4)}-${pad((((total % 12) + 12) % 12) + 1)}` as Month;
}

/** Whole months from `from` to `to`. */
export function monthsBetween(from: Month, to: Month): number {
  return monthNumber(to) - monthNumber(from);
}

/** First day after the month: months are half-open [firstDay, endOf). */
export function endOf(month: Month): Day {
  return firstDay(addMonths(month, 1));
}

export function daysIn(month: Month): number {
  return daysBetween(firstDay(month), endOf(month));
}

/** All months from `from` to `to`, both included; empty when reversed. */
export function monthsFrom(from: Month, to: Month): Month[] {
  const count = monthsBetween(from, to) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addMonths(from, index));
}

/** The month that the half-open period [start, end) covers exactly, or null. */
export function monthCovered(start: Day, end: Day): Month | null {
  if (!start.endsWith('-01') || !end.endsWith('-01')) return null;
  const month = monthOf(start);
  return end === endOf(month) ? month : null;
}

/** An instant in UTC, as ISO 8601 text with `Z`. */
export type Instant = string & { readonly [brand]: 'Instant' };

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of a date and a time of day in UTC. */
function milliseconds(day: Day, hours: number, minutes = 0, seconds = 0, millis = 0): number {
  return ((toDayNumber(day) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000 + millis;
}

function toInstant(ms: number): Instant {
  const days = Math.floor(ms / 86_400_000);
  const rest = ms - days * 86_400_000;
  const [h, m, s, t] = [
    Math.floor(rest / 3_600_000),
    Math.floor(rest / 60_000) % 60,
    Math.floor(rest / 1000) % 60,
    rest % 1000,
  ];
  return `${fromDayNumber(days)}T${pad(h)}:${pad(m)}:${pad(s)}.${pad(t, 3)}Z` as Instant;
}

function instantMilliseconds(instant: Instant): number {
  return milliseconds(
    instant.slice(0, 10) as Day,
    Number(instant.slice(11, 13)),
    Number(instant.slice(14, 16)),
    Number(instant.slice(17, 19)),
    Number(instant.slice(20, 23)),
  );
}

/** An ISO 8601 instant with a zone, brought to UTC with milliseconds; null for anything else. A time without zone is no instant. */
export function parseInstant(text: string): Instant | null {
  const match = INSTANT.exec(text);
  const day = match?.[1] ? parseDay(match[1]) : null;
  if (!match || !day) return null;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? '0')];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const zone = match[6] ?? 'Z';
  const offset =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  if (Math.abs(offset) > 14 * 60) return null;
  const millis = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3));
  return toInstant(milliseconds(day, hours, minutes, seconds, millis) - offset * 60_000);
}

/** The last Sunday of March or October of a year, on which European clocks change at 01:00 UTC. */
function lastSunday(year: number, month: 3 | 10): Day {
  const last = dayNumber(year, month, 31);
  return fromDayNumber(last - ((last + 4) % 7));
}

/** Hours by which Kyiv is ahead of UTC: 3 in summer time, else 2 (the European rule, in force throughout the war). */
function kyivOffset(ms: number): number {
  const year = Number(fromDayNumber(Math.floor(ms / 86_400_000)).slice(0, 4));
  const summer = ms >= milliseconds(lastSunday(year, 3), 1) && ms < milliseconds(lastSunday(year, 10), 1);
  return summer ? 3 : 2;
}

/** The calendar date in Kyiv at an instant (N10: the month in which `knownOn` lies). */
export function dayInKyiv(instant: Instant): Day {
  const ms = instantMilliseconds(instant);
  return fromDayNumber(Math.floor((ms + kyivOffset(ms) * 3_600_000) / 86_400_000));
}

/** The last millisecond of a date in Kyiv: what a bare date means as `known` (domain.md §1.8). */
export function endOfDayInKyiv(day: Day): Instant {
  const midnight = milliseconds(addDays(day, 1), 0);
  // Clocks change at 03:00 or 04:00 local time, never at midnight, so two hours before is in the same regime.
  return toInstant(midnight - kyivOffset(midnight - 2 * 3_600_000) * 3_600_000 - 1);
}
