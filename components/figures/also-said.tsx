import { joinWords, plural } from '@/lib/formats/text';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { Panel } from '@/lib/ledger/figure-table';
import { MAX_SERIES } from '@/lib/ledger/view';
import { metricOf } from '@/lib/ledger/vocabulary';
import { figures } from '@/lib/routes';

function counts({ figures: months, spans }: Panel['alsoSaid'][number], isTotal: boolean): string {
  if (isTotal) return plural(months, 'total');
  return joinWords([...(months > 0 ? [plural(months, 'month')] : []), ...(spans > 0 ? [plural(spans, 'span')] : [])]);
}

/** “Also said in these months”: the series that a panel leaves out, each with a link that adds it. */
export function AlsoSaid({ panel, view }: { panel: Panel; view: ResolvedView }) {
  if (panel.alsoSaid.length === 0) return null;
  const withSeries = (ids: readonly ResolvedView['series'][number][]) =>
    figures({ ...view, series: [...view.series, ...ids].slice(0, MAX_SERIES) });
  return (
    <div className="mt-2 text-small">
      <p>
        <strong className="font-medium">Also said in these months</strong> of {metricOf(panel.metric).label}:{' '}
        {panel.alsoSaid.map((entry, index) => (
          <span key={entry.series}>
            {index > 0 ? ' · ' : ''}
            <a href={withSeries([entry.series])} aria-label={`Add ${entry.sourceName} to this comparison`}>
              {entry.sourceName}
            </a>{' '}
            <span className="text-muted">{counts(entry, view.measure === 'total')}</span>
          </span>
        ))}
        {panel.alsoSaid.length > 1 ? (
          <>
            {' · '}
            <a href={withSeries(panel.alsoSaid.map((entry) => entry.series))}>Add them all</a>
          </>
        ) : null}
      </p>
    </div>
  );
}
