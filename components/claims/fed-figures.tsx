import { MonthLabel } from '@/components/ledger/month-label';
import { StatusMark } from '@/components/ledger/status-mark';
import { figureName, spanName, valueWords } from '@/lib/formats/figure-words';
import { formatPeriod } from '@/lib/formats/text';
import type { Figure, Span, TableSeries } from '@/lib/ledger/figure-table';
import type { View } from '@/lib/ledger/view';
import { METHODS } from '@/lib/ledger/vocabulary';
import { cell, span } from '@/lib/routes';

/** A figure or span in which a claim has a part. */
export type Fed = { readonly shown: Figure | Span; readonly series: TableSeries; readonly use: 'used' | 'also said' };

/** Which monthly figures and spans a claim feeds, each a link to its derivation; or in words why it feeds none. */
export function FedFigures({
  figures,
  at,
  whyNone,
}: {
  readonly figures: readonly Fed[];
  readonly at: Pick<View, 'known' | 'public' | 'status'>;
  readonly whyNone: string;
}) {
  if (figures.length === 0) return <p className="mt-2 text-interface">{whyNone}</p>;
  return (
    <ul className="mt-2 grid gap-1 text-interface">
      {figures.map(({ shown, series, use }) => {
        const isMonth = 'kind' in shown;
        const address = isMonth ? cell(at, shown.series, shown.month) : span(at, shown);
        return (
          <li key={address} className="flex flex-wrap items-baseline gap-x-2">
            <span>{isMonth ? <MonthLabel month={shown.month} /> : formatPeriod(shown.from, shown.to)}:</span>
            <span className="inline-flex items-center gap-1.5">
              <StatusMark badge={shown.badge} />
              <a
                href={address}
                data-figure=""
                aria-label={isMonth ? figureName(shown, series) : spanName(shown, series)}
                className="tabular-nums"
              >
                {valueWords(shown, series.unit)}
              </a>
            </span>
            <span className="text-muted text-small">
              {use === 'also said' ? 'listed as also said, not used' : METHODS[shown.method].label}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
