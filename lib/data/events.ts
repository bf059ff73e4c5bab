/**
 * Notes pinned to series on a day: breaks, corrections, changes of method. Added, or ended by a retraction; never changed.
 */
import 'server-only';
import type { SeriesEvent } from '@/lib/ledger/source';
import { publish, type Role } from './ledger';
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
