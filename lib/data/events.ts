/**
 * Notes pinned to series on a day: breaks, corrections, changes of method. Added, or ended by a retraction; never changed.
 */
import 'server-only';
import { type Day, type Instant, parseDay } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import { type SeriesEvent, seriesEventSchema } from '@/lib/ledger/source';
import { rowsOf } from './db';
import { INSTANT_SQL, publish, type Role, roleOf, toInstant } from './ledger';
import type { Editor } from './proposals';
import { Publishing } from './publishing';

/** Writes notes inside an open publish. Their sources must be registered. */
export async function addSeriesEvents(held: Publishing, events: readonly SeriesEvent[]): Promise<void> {
  const rows = events.map((event) => {
    const source = held.sources.get(event.source);
    if (!source) throw new Error(`no source ${event.source} for the note “${event.sentence}”`);
    held.touchSeriesOf(source.id, event.metric, event.side);
    held.record({ verb: 'series.noted', subject: `${event.source}.${event.metric}.${event.side}`, after: event });
    return {
      id: held.nextId('seriesEvent'),
      source_id: source.id,
      metric: event.metric,
      side: event.side,
      day: event.day,
      kind: event.kind,
      sentence: event.sentence,
      url: event.url,
    };
  });
  await held.query(
    `INSERT INTO series_event (id, source_id, metric, side, day, kind, sentence, url, ledger_number)
     SELECT r.*, $2 FROM json_to_recordset($1::json)
       AS r(id int, source_id int, metric text, side text, day date, kind text, sentence text, url text)`,
    [JSON.stringify(rows), held.publish.ledgerNumber],
  );
}

/** Publishes notes pinned to series. */
export async function publishSeriesEvents(
  events: readonly SeriesEvent[],
  how: { readonly role: Role; readonly summary: string },
): Promise<bigint | null> {
  return publish<bigint | null>({ kind: 'series_event', ...how }, async (client, opened) => {
    if (events.length === 0) return { keep: false, result: null };
    const held = await Publishing.open(client, opened, how.role);
    await addSeriesEvents(held, events);
    await held.close();
    return { keep: true, result: opened.ledgerNumber };
  });
}

/** A note that stands, as the desk lists it. */
export type HeldNote = {
  readonly id: number;
  readonly note: SeriesEvent;
  readonly sourceName: string;
  readonly recordedFrom: Instant;
};

/** What came of publishing or ending a note; `field` names what of the form is wrong. */
export type NoteResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly field?: string; readonly message: string };

type NoteRow = Omit<SeriesEvent, 'day'> & { id: number; day: string; name: string; recorded_from: string };

const STANDING = `
  SELECT e.id, o.slug AS source, e.metric, e.side, e.day::text AS day, e.kind, e.sentence, e.url, entry.name, ${INSTANT_SQL('p.recorded_from')} AS recorded_from
    FROM series_event e JOIN source o ON o.id = e.source_id JOIN publish p ON p.ledger_number = e.ledger_number
   CROSS JOIN LATERAL (SELECT v.content->>'name' AS name FROM source_revision v WHERE v.source_id = o.id ORDER BY v.number DESC LIMIT 1) entry
   WHERE e.retracts_id IS NULL AND NOT EXISTS (SELECT 1 FROM series_event ended WHERE ended.retracts_id = e.id)`;

function toHeldNote({ id, name, recorded_from, ...row }: NoteRow): HeldNote {
  return { id, note: seriesEventSchema.parse(row), sourceName: name, recordedFrom: toInstant(recorded_from) };
}

/** So many notes are listed at the desk, the latest published first. */
const MOST_LISTED = 200;

/** The notes that stand, the latest published first. */
export async function listNotes(): Promise<HeldNote[]> {
  return (await rowsOf<NoteRow>(`${STANDING} ORDER BY e.id DESC LIMIT ${MOST_LISTED}`, [])).map(toHeldNote);
}

/** What a person typed into the form of a note. */
export type NoteWords = {
  readonly [Field in 'source' | 'metric' | 'side' | 'day' | 'kind' | 'sentence' | 'url']: string;
};

/** What is wrong with each field, for the person. */
const FIELD_PROBLEMS: Readonly<Record<string, string>> = {
  source: 'is missing. Choose what the note is about.',
  metric: 'is missing. Choose what the note is about.',
  side: 'is missing. Choose what the note is about.',
  day: 'is not a date. Write it as YYYY-MM-DD.',
  kind: 'is missing. Choose what happened.',
  sentence: 'is missing or longer than 400 characters.',
  url: 'is not a whole address. Begin it with https://, or leave it empty.',
};

/**
 * Pins a note to a series (A16). One reviewer publishes it: it moves no number, a break adds the flag B, everything about it stands in the
 * public log, and ending it is as easy. A note about a series of which the ledger holds nothing is refused.
 */
export async function publishNote(person: Editor, words: NoteWords): Promise<NoteResult> {
  const permission = permit(person, 'note.publish');
  if (!permission.ok) return permission;
  const parsed = seriesEventSchema.safeParse({ ...words, url: words.url.trim() === '' ? null : words.url.trim() });
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? 'sentence');
    return { ok: false, field, message: FIELD_PROBLEMS[field] ?? 'is not right.' };
  }
  const note = parsed.data;
  if (note.url !== null && !/^https?:\/\//.test(note.url))
    return { ok: false, field: 'url', message: FIELD_PROBLEMS.url ?? '' };
  return publishAsNote(person, `${note.kind}: ${note.source}`, async (held) => {
    const { rows } = await held.query<{ held: boolean; said: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM series s JOIN source o ON o.id = s.source_id WHERE o.slug = $1 AND s.metric = $2 AND s.side = $3) AS held,
              EXISTS (SELECT 1 FROM (${STANDING}) said WHERE said.source = $1 AND said.metric = $2 AND said.side = $3 AND said.day = $4 AND said.sentence = $5) AS said`,
      [note.source, note.metric, note.side, note.day, note.sentence],
    );
    if (!rows[0]?.held)
      return { ok: false, field: 'source', message: 'names a series of which the ledger holds nothing.' };
    if (rows[0].said) return { ok: false, field: 'sentence', message: 'says what a note of that day says already.' };
    await addSeriesEvents(held, [note]);
    return { ok: true };
  });
}

const LONGEST_REASON = 1000;

/** Ends a note, with the reason: from now on it stands nowhere but in the past and in the log (A16). */
export async function endNote(person: Editor, id: number, reason: string): Promise<NoteResult> {
  const permission = permit(person, 'note.publish');
  if (!permission.ok) return permission;
  const why = reason.trim();
  if (why === '' || why.length > LONGEST_REASON)
    return { ok: false, field: 'reason', message: `is missing or longer than ${LONGEST_REASON} characters.` };
  if (!Number.isSafeInteger(id)) return { ok: false, message: 'There is no such note.' };
  return publishAsNote(person, 'a note ended', async (held) => {
    const { rows } = await held.query<NoteRow>(`${STANDING} AND e.id = $1`, [id]);
    const [row] = rows;
    if (row === undefined) return { ok: false, message: 'There is no such note, or it has been ended.' };
    const { note } = toHeldNote(row);
    const source = held.sources.get(note.source);
    if (source === undefined) throw new Error(`no source ${note.source}`);
    await held.query(
      `INSERT INTO series_event (id, source_id, metric, side, day, kind, sentence, url, ledger_number, retracts_id)
       SELECT $1, source_id, metric, side, day, kind, sentence, url, $2, id FROM series_event WHERE id = $3`,
      [held.nextId('seriesEvent'), held.publish.ledgerNumber, id],
    );
    held.touchSeriesOf(source.id, note.metric, note.side);
    held.record({
      verb: 'series.note_ended',
      subject: `${note.source}.${note.metric}.${note.side}`,
      before: note,
      reason: why,
    });
    return { ok: true };
  });
}

/** One publish about one note; what `write` refuses is taken back. */
async function publishAsNote(
  person: Editor,
  summary: string,
  write: (held: Publishing) => Promise<NoteResult>,
): Promise<NoteResult> {
  const role = roleOf(person.role);
  return publish<NoteResult>({ kind: 'series_event', summary: summary.slice(0, 200), role }, async (client, opened) => {
    const held = await Publishing.open(client, opened, role);
    const result = await write(held);
    if (!result.ok) return { keep: false, result };
    await held.close();
    return { keep: true, result };
  });
}

/** A figure that already stood and that something entered long after its month changed (A16). */
export type LateEntry = {
  /** `series:month`, as the log names it. */
  readonly subject: string;
  readonly day: Day;
  readonly before: unknown;
  readonly after: unknown;
};

/**
 * The last late change of each of these figures as known at a publish: entered here on its day `from` or later, where a figure stood before
 * and stands after. Of an import that fills empty months nothing is late.
 */
export async function readLateEntries(
  figures: readonly { readonly subject: string; readonly from: Day }[],
  ledgerNumber: bigint,
): Promise<LateEntry[]> {
  if (figures.length === 0) return [];
  const rows = await rowsOf<{ subject: string; day: string; before: unknown; after: unknown }>(
    `SELECT DISTINCT ON (e.subject) e.subject, (p.recorded_from AT TIME ZONE 'Europe/Kyiv')::date::text AS day, e.before, e.after
       FROM unnest($1::text[], $2::date[]) AS f(subject, late_from)
       JOIN ledger_event e ON e.subject = f.subject JOIN publish p ON p.ledger_number = e.ledger_number
      WHERE e.ledger_number <= $3 AND e.verb = 'figure.moved' AND e.before ? 'flags' AND e.after ? 'flags'
        AND (p.recorded_from AT TIME ZONE 'Europe/Kyiv')::date >= f.late_from
      ORDER BY e.subject, e.id DESC`,
    [figures.map(({ subject }) => subject), figures.map(({ from }) => from), ledgerNumber],
  );
  return rows.flatMap(({ subject, day, before, after }) => {
    const parsed = parseDay(day);
    return parsed === null ? [] : [{ subject, day: parsed, before, after }];
  });
}
