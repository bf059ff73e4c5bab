/** An instant as a person chooses it: a day, and a time if the day alone does not do. */
import { parseDay } from './month';

/**
 * What `known=` of an address says for a day and a time of day in UTC: the day alone means its end in Kyiv; a minute means its end, so that
 * what was recorded in the minute that a page shows is known. Null where the day is none; a time that is none counts as not given.
 */
export function toKnown(day: string, time: string): string | null {
  if (parseDay(day) === null) return null;
  return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(time) ? `${day}T${time.slice(0, 5)}:59.999Z` : day;
}
