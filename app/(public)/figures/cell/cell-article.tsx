import type { ReactNode } from 'react';
import {
  AlsoSaidClaims,
  type DerivationClaim,
  DerivationHead,
  GapHead,
  HeldClaims,
  UsedClaims,
} from '@/components/figures/derivation';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import { toGapSentence } from '@/lib/formats/gap-sentence';
import { capitalise, formatMonth, formatPeriod } from '@/lib/formats/text';
import { sourceLine } from '@/lib/formats/view-words';
import type { ClaimId } from '@/lib/ledger/claim';
import { addMonths, type Month } from '@/lib/ledger/month';
import { metricOf, SIDES } from '@/lib/ledger/vocabulary';
import { codebook, source as sourceAddress } from '@/lib/routes';
import { claimIdsOf, type Found } from './find';

/** The month or days of a number, in words. */
export function daysOf({ at }: Found): string {
  return 'month' in at ? formatMonth(at.month, 'long') : formatPeriod(at.from, at.to);
}

function Neighbours({ address, month }: { readonly address: (month: Month) => string | null; readonly month: Month }) {
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)];
  const [to, on] = [address(before), address(after)];
  return (
    <nav aria-label="Neighbouring months" className="mt-8 flex flex-wrap justify-between gap-4 text-interface">
      {to === null ? <span /> : <a href={to}>← {formatMonth(before, 'long')}</a>}
      {on === null ? <span /> : <a href={on}>{formatMonth(after, 'long')} →</a>}
    </nav>
  );
}

/** One figure, span or gap taken apart: arithmetic, rule, claims used, also said (R3, R6). The claims are those of the view’s instant. */
export async function CellArticle({
  found,
  control,
  neighbour,
  comparison,
}: {
  readonly found: Found;
  /** What stands under the title: as known when. */
  readonly control: ReactNode;
  /** Where a neighbouring month is taken apart; null where there is none. */
  readonly neighbour: (month: Month) => string | null;
  /** The comparison that it stands in. */
  readonly comparison: { readonly href: string; readonly label: string };
}) {
  const { view, comparison: held, series, figure, gap, at } = found;
  const days = daysOf(found);
  const metric = metricOf(series.metric);
  const entries = await readClaimsByIds(claimIdsOf(found), { known: view.known, public: view.public });
  const claims = new Map(entries.map((entry): [ClaimId, DerivationClaim] => [entry.id, entry]));
  const source = held.table.sources.find((candidate) => candidate.slug === series.source);
  if (!source) throw new Error(`series ${series.id} without its source`);
  return (
    <article>
      <p className="text-interface text-muted">
        <a href={sourceAddress(series.source)}>{series.sourceName}</a> ·{' '}
        <a href={codebook('metrics', series.metric)}>{metric.label}</a> · {SIDES[series.side].label}
      </p>
      <h1 className="mt-1 mb-4">
        {gap ? `Why there is no figure for ${days}` : `${capitalise(metric.label)}, ${days}`}
      </h1>
      {control}
      <p className="mt-2 max-w-prose text-interface text-muted">{metric.definition}</p>
      {gap ? <GapHead gap={gap} sentence={toGapSentence(gap, held.table)} /> : null}
      {figure ? <DerivationHead figure={figure} series={series} /> : null}
      {gap && gap.claims.length > 0 ? (
        <section className="mt-10">
          <h2>Claims held for this month</h2>
          <HeldClaims ids={gap.claims} claims={claims} source={source} />
        </section>
      ) : null}
      {figure ? (
        <section className="mt-10">
          <h2>Claims used</h2>
          <UsedClaims used={figure.claims} claims={claims} source={source} />
        </section>
      ) : null}
      {figure && figure.alsoSaid.length > 0 ? (
        <section className="mt-10">
          <h2>Also said</h2>
          <p className="mt-1 text-interface text-muted">
            The same source on the same days; not chosen by the rules, and listed so that nothing is hidden.
          </p>
          <AlsoSaidClaims alsoSaid={figure.alsoSaid} claims={claims} source={source} days={days} />
        </section>
      ) : null}
      {'month' in at ? <Neighbours address={neighbour} month={at.month} /> : null}
      <p className="mt-8 max-w-prose border-line border-t pt-4 text-muted text-small">
        {sourceLine(held.view, held.table)}
      </p>
      <p className="mt-3 text-interface">
        <a href={comparison.href}>{comparison.label}</a>
      </p>
    </article>
  );
}
