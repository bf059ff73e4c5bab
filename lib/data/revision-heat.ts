/** Month × vintage of one series (A13), from vintages that are made once and kept. */
import 'server-only';
import type { Maturity } from '@/lib/ledger/maturity';
import { type Day, type Instant, parseDay } from '@/lib/ledger/month';
import { type HeatColumn, type HeatVintage, toHeatColumns } from '@/lib/ledger/revision-heat';
import type { SeriesId } from '@/lib/ledger/series';
import { readCatalogue } from './catalogue';
import { type Entry, withNameLists } from './coverage';
import { rowsOf } from './db';
import { NOW } from './ledger';
import { readMaturity, readTouches, readVintage, type Touch } from './vintages';

/** What a vintage is known by: a publish of this ledger, or the day by which what it is made of was published. */
export type VintageMark = ({ readonly kind: 'ledger' } & Touch) | { readonly kind: 'public'; readonly day: Day };

export type RevisionHeat = {
  readonly series: Entry;
  readonly by: 'ledger' | 'public';
  /** Oldest first; at most 24. */
  readonly columns: readonly HeatColumn<VintageMark>[];
  /** True where older vintages were not looked at. */
  readonly isCut: boolean;
  readonly maturity: Maturity | null;
  readonly knownOn: Instant;
};

/** Publishes that are looked at for changes: one that touches a series need not change a whole month of it. */
const MAX_LOOKED_AT = 120;

/** $1 source, $2 metric, $3 side, $4 scope, $5 version, $6 how many: the last day of publication of each calendar month. */
const PUBLICATION_DAYS = `
  SELECT to_char(max(r.published_on), 'YYYY-MM-DD') AS day
    FROM series s JOIN source o ON o.id = s.source_id JOIN claim_revision r ON r.series_id = s.id
   WHERE o.slug = $1 AND s.metric = $2 AND s.side = $3 AND s.scope = $4 AND s.definition_version = $5 AND r.published_on IS NOT NULL
   GROUP BY date_trunc('month', r.published_on) ORDER BY 1 DESC LIMIT $6`;

async function marksOf(entry: Entry, by: RevisionHeat['by']): Promise<VintageMark[]> {
  if (by === 'ledger')
    return (await readTouches(entry, MAX_LOOKED_AT + 1)).map((touch) => ({ kind: 'ledger', ...touch }));
  const { source, metric, side, scope, definitionVersion } = entry.key;
  const rows = await rowsOf<{ day: string }>(PUBLICATION_DAYS, [
    source,
    metric,
    side,
    scope,
    definitionVersion,
    MAX_LOOKED_AT + 1,
  ]);
  return rows.flatMap(({ day }): VintageMark[] => {
    const parsed = parseDay(day);
    return parsed === null ? [] : [{ kind: 'public', day: parsed }];
  });
}

/** What later vintages changed of a series as it is known now; null where the ledger holds no such series. */
export async function readRevisionHeat(id: SeriesId, by: RevisionHeat['by']): Promise<RevisionHeat | null> {
  const { series: catalogue, knownOn } = await readCatalogue(NOW);
  const series = withNameLists(catalogue).find((entry) => entry.id === id);
  if (series === undefined || knownOn === null) return null;
  const marks = await marksOf(series, by);
  let read = 0;
  async function* vintages(entry: Entry): AsyncGenerator<HeatVintage<VintageMark>> {
    for (const mark of marks) {
      read += 1;
      const at =
        mark.kind === 'ledger' ? { known: mark.recordedFrom, public: null } : { known: null, public: mark.day };
      yield { mark, figures: await readVintage(entry, at) };
    }
  }
  const isWhole = marks.length <= MAX_LOOKED_AT;
  const columns = await toHeatColumns(vintages(series), (mark) => isWhole && mark === marks.at(-1));
  return { series, by, columns, isCut: !isWhole || read < marks.length, maturity: await readMaturity(series), knownOn };
}
