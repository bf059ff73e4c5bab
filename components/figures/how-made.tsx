import { StatusMark } from '@/components/ledger/status-mark';
import { toFigureWords } from '@/lib/formats/figure-words';
import { formatMonth, joinWords } from '@/lib/formats/text';
import type { Figure, TableSeries } from '@/lib/ledger/figure-table';
import type { View } from '@/lib/ledger/view';
import { metricOf } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, claim as claimAddress, methodology } from '@/lib/routes';

/** One figure taken apart, as an example of all: value, status, arithmetic, claims, rule. */
export function HowMade({ figure, series, view }: { figure: Figure; series: TableSeries; view: View }) {
  const words = toFigureWords(figure, series.unit);
  return (
    <section aria-labelledby="how-made">
      <h2 id="how-made">How one figure is made</h2>
      <div className="mt-4 rounded-card border border-line bg-card p-5">
        <p className="font-semibold font-serif text-heading-1">
          <a href={cellAddress(view, figure.series, figure.month)} className="text-ink no-underline hover:underline">
            {words.value}
          </a>
        </p>
        <p className="mt-1 flex items-center gap-2 text-interface text-muted">
          <StatusMark badge={figure.badge} /> {joinWords([words.badge, ...words.flags])}
        </p>
        <p className="mt-3">
          {series.sourceShortName}, {formatMonth(figure.month, 'long')}, {metricOf(series.metric).label}.
        </p>
        <p className="mt-2 tabular-nums">{words.arithmetic}</p>
        {words.margin ? (
          <p className="text-muted text-small">
            {words.margin},{' '}
            {figure.notes.includes('ROUNDING_ONLY') ? 'rounding only; says nothing about accuracy' : 'as claimed'}
          </p>
        ) : null}
        <p className="mt-3">
          {figure.claims.map((claim, index) => (
            <span key={claim.id}>
              {index > 0 ? ' · ' : ''}
              <a href={claimAddress(claim.id)}>
                {claim.role === 'start'
                  ? 'The total at the start'
                  : claim.role === 'end'
                    ? 'The total at the end'
                    : 'The claim'}
              </a>
            </span>
          ))}{' '}
          · <a href={methodology(figure.method)}>Rule {figure.method}</a>
        </p>
      </div>
    </section>
  );
}
