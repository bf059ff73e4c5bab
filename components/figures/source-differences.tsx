import { ScrollFrame } from '@/components/ui/scroll-frame';
import { formatDay, joinWords } from '@/lib/formats/text';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { CLAIMANTS, COUNT_BASES, COUNTING_CONVENTIONS, metricOf, SOURCE_CLASSES } from '@/lib/ledger/vocabulary';
import { codebook, source as sourceAddress } from '@/lib/routes';

const HEAD = 'px-3 py-2 text-left align-bottom font-medium text-muted text-small';
const BODY = 'px-3 py-2.5 align-top';

/** “How these sources differ”: definition, scope, basis, lineage and cut-off of each series, one row each. */
export function SourceDifferences({ table }: { table: FigureTable }) {
  const sourceOf = new Map(table.sources.map((source) => [source.slug, source]));
  return (
    <ScrollFrame label="Sources of this view">
      <table className="w-full min-w-[52rem] border-collapse text-interface">
        <caption className="sr-only">What each source counts, how, and whose number it is</caption>
        <thead>
          <tr className="border-line border-b">
            <th scope="col" className={HEAD}>
              Source
            </th>
            <th scope="col" className={HEAD}>
              Counts
            </th>
            <th scope="col" className={HEAD}>
              What the source means
            </th>
            <th scope="col" className={HEAD}>
              On what basis
            </th>
            <th scope="col" className={HEAD}>
              Voice
            </th>
            <th scope="col" className={HEAD}>
              Cut-off
            </th>
          </tr>
        </thead>
        <tbody>
          {table.series.map((series) => {
            const source = sourceOf.get(series.source);
            const definition = source?.definitions.find(
              ({ metric, side, version }) =>
                metric === series.metric && side === series.side && version === series.definitionVersion,
            );
            return (
              <tr key={series.id} className="border-line border-t first:border-t-0">
                <th scope="row" className={`${BODY} text-left font-normal`}>
                  <a href={sourceAddress(series.source)}>{series.sourceName}</a>
                  <span className="block text-muted text-small">
                    {source ? SOURCE_CLASSES[source.class].label : ''}, {CLAIMANTS[series.claimant].label}
                  </span>
                </th>
                <td className={BODY}>
                  <a href={codebook('metrics', series.metric)}>{metricOf(series.metric).label}</a>
                  {series.scope === 'theatre' ? null : (
                    <span className="block text-muted text-small">{series.scope}</span>
                  )}
                </td>
                <td className={`${BODY} max-w-80 text-small`}>
                  {definition?.counts ?? 'Not stated.'}
                  {series.definitionInferred ? (
                    <strong className="block font-medium">Definition inferred.</strong>
                  ) : null}
                </td>
                <td className={`${BODY} text-small`}>
                  {joinWords(series.countBases.map((basis) => COUNT_BASES[basis].label)) || '–'}
                </td>
                <td className={`${BODY} text-small`}>
                  {series.repeats ? `repeats ${sourceOf.get(series.repeats)?.shortName ?? series.repeats}` : 'its own'}
                </td>
                <td className={`${BODY} text-small`}>
                  {source?.cutoff ?? (source ? COUNTING_CONVENTIONS[source.countingConvention].label : '')}
                  {series.reportsUntil ? (
                    <span className="block text-muted">held to {formatDay(series.reportsUntil)}</span>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
