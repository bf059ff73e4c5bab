import { endOfDayInKyiv, type Instant, parseDay, parseInstant } from '@/lib/ledger/month';
import { parseView, type View } from '@/lib/ledger/view';

export type ChangedNote = { readonly key: string; readonly value: string; readonly message: string };

/** What an address asks: a view, and two instants; `since` null where none was given or understood. */
export type ChangedQuestion = {
  readonly view: View;
  readonly since: Instant | null;
  readonly until: Instant | null;
  /** The instants as they were written, to be shown in the form again; empty where none was understood. */
  readonly written: { readonly since: string; readonly until: string };
  readonly notes: readonly ChangedNote[];
};

/** A date or an instant, as `known` takes it. */
function parseMoment(text: string): Instant | null {
  const day = parseDay(text);
  return day ? endOfDayInKyiv(day) : parseInstant(text);
}

/** The question of an address, and a note for each thing that was not understood. Never throws. */
export function parseChanged(search: readonly (readonly [string, string])[]): ChangedQuestion {
  const { view, notes } = parseView(search.filter(([key]) => key !== 'known'));
  const found: ChangedNote[] = [...notes];
  const textOf = (key: 'since' | 'until') => search.find(([name, value]) => name === key && value !== '')?.[1];
  const moment = (key: 'since' | 'until') => {
    const text = textOf(key);
    if (text === undefined) return null;
    const instant = parseMoment(text);
    if (instant === null)
      found.push({
        key,
        value: text.slice(0, 200),
        message: `“${text.slice(0, 60)}” is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.`,
      });
    return instant;
  };
  const [since, until] = [moment('since'), moment('until')];
  const written = {
    since: since === null ? '' : (textOf('since') ?? ''),
    until: until === null ? '' : (textOf('until') ?? ''),
  };
  if (since !== null && until !== null && since > until) {
    found.push({ key: 'since', value: since, message: 'The instants were in reverse order and have been exchanged.' });
    return { view, since: until, until: since, written: { since: written.until, until: written.since }, notes: found };
  }
  return { view, since, until, written, notes: found };
}
