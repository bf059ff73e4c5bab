import { DayLabel } from '@/components/ledger/month-label';
import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { capitalise, formatNumber, joinWords, plural } from '@/lib/formats/text';
import type { Freshness } from '@/lib/ledger/freshness';
import type { Day } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { codesOf, METRICS, type Metric, PARTIES } from '@/lib/ledger/vocabulary';
import { claims } from '@/lib/routes';
import { FreshnessLabel } from './freshness-label';

/** What the list of sources says of one. */
export type SourceEntry = {
  readonly source: Pick<Source, 'slug' | 'name' | 'party' | 'cadence'>;
  readonly claims: number;
  readonly metrics: readonly Metric[];
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly freshness: Freshness;
};

/** Metrics named before the rest is counted. */
const NAMED = 3;

/** The first few metrics in the order of the vocabulary, which begins with what is compared most. */
function metricWords(metrics: readonly Metric[]): string {
  const named = codesOf(METRICS)
    .filter((metric) => metrics.includes(metric))
    .slice(0, NAMED)
    .map((metric) => METRICS[metric].label);
  const more = metrics.length - named.length;
  return capitalise(joinWords(more > 0 ? [...named, `${more} more`] : named));
}

/** The sources of one class: what each counts, how many claims, the first and last day that they speak of, and how fresh they are (R14). */
export function SourceTable({
  title,
  entries,
  addressOf,
}: {
  readonly title: string;
  readonly entries: readonly SourceEntry[];
  /** The page of a source, as known at the instant of the list. */
  readonly addressOf: (slug: string) => string;
}) {
  return (
    <TableFrame label={title} caption={plural(entries.length, 'source')}>
      <thead>
        <tr>
          <ColumnHead className="min-w-48">Source</ColumnHead>
          <ColumnHead className="min-w-48">Counts</ColumnHead>
          <ColumnHead numeric>Claims</ColumnHead>
          <ColumnHead>First day</ColumnHead>
          <ColumnHead>Last day</ColumnHead>
          <ColumnHead className="min-w-44">Published</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ source, ...entry }) => (
          <tr key={source.slug}>
            <RowHead className="min-w-48">
              <a href={addressOf(source.slug)}>{source.name}</a>
              {source.party !== 'none' && (
                <span className="block text-muted text-small">Party to the war: {PARTIES[source.party].label}</span>
              )}
            </RowHead>
            <Cell>
              {entry.metrics.length === 0 ? (
                <span className="text-muted">Nothing yet</span>
              ) : (
                metricWords(entry.metrics)
              )}
            </Cell>
            <Cell numeric>
              {entry.claims === 0 ? 0 : <a href={claims({ source: source.slug })}>{formatNumber(entry.claims)}</a>}
            </Cell>
            <Cell>
              {entry.firstDay === null ? (
                <span className="text-muted">no dates</span>
              ) : (
                <DayLabel day={entry.firstDay} />
              )}
            </Cell>
            <Cell>
              {entry.lastDay === null ? <span className="text-muted">no dates</span> : <DayLabel day={entry.lastDay} />}
            </Cell>
            <Cell>
              <FreshnessLabel freshness={entry.freshness} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
