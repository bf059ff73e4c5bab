import { parseSeriesId, type SeriesId } from '@/lib/ledger/series';
import { metricOf } from '@/lib/ledger/vocabulary';

export type RevisionsAddress = {
  readonly series: SeriesId | null;
  readonly by: 'ledger' | 'public';
  readonly notes: readonly { readonly key: string; readonly value: string; readonly message: string }[];
};

/** What an address of `/figures/revisions` asks for, with a note for each thing in it that was not understood. Never throws. */
export function parseRevisions(search: Iterable<readonly [string, string]>): RevisionsAddress {
  const asked = new Map([...search].reverse());
  const notes: RevisionsAddress['notes'][number][] = [];
  const [id, by] = [asked.get('series') ?? '', asked.get('by') ?? ''];
  const key = parseSeriesId(id);
  const isCharted = key !== null && key.side !== 'both' && metricOf(key.metric).monthly;
  const shown = `“${[...id].slice(0, 60).join('')}”`;
  if (key === null)
    notes.push({
      key: 'series',
      value: id.slice(0, 200),
      message: `${shown} is not a series. A series is written source.metric.side, such as uk-di.killed_or_wounded.ru.`,
    });
  else if (!isCharted) notes.push({ key: 'series', value: id, message: `${shown} never becomes a figure of a month.` });
  if (by !== '' && by !== 'ledger' && by !== 'public')
    notes.push({ key: 'by', value: by.slice(0, 200), message: 'By is one of ledger, public.' });
  return { series: isCharted ? (id as SeriesId) : null, by: by === 'public' ? 'public' : 'ledger', notes };
}
