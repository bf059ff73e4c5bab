import type { Metadata } from 'next';
import {
  AlsoSaidClaims,
  type DerivationClaim,
  DerivationHead,
  GapHead,
  HeldClaims,
  UsedClaims,
} from '@/components/figures/derivation';
import { BeforeFirstRecord, KnownOnControl } from '@/components/site/known-on-control';
import { Notice } from '@/components/ui/notice';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import { toGapSentence } from '@/lib/formats/gap-sentence';
import { capitalise, formatMonth, formatPeriod } from '@/lib/formats/text';
import { sourceLine } from '@/lib/formats/view-words';
import type { ClaimId } from '@/lib/ledger/claim';
import { addMonths, type Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import type { View } from '@/lib/ledger/view';
import { metricOf, SIDES } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, codebook, figures, source as sourceAddress, span as spanAddress } from '@/lib/routes';
import { claimIdsOf, type Found, findCell } from './find';

/** Drawn at every request, whole: a derivation is read in full also without JavaScript. */
export const instant = false;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function pairsOf(searchParams: Props['searchParams']): Promise<[string, string][]> {
  return Object.entries(await searchParams).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as [string, string]] : [],
  );
}

function daysOf({ at }: Found): string {
  return 'month' in at ? formatMonth(at.month, 'long') : formatPeriod(at.from, at.to);
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const found = await findCell(await pairsOf(searchParams));
  const robots = { index: false };
  if ('problem' in found) return { title: 'Derivation', robots };
  return {
    title: `${found.series.sourceName}, ${metricOf(found.series.metric).label}, ${daysOf(found)}: how the figure is made`,
    robots,
  };
}

function Neighbours({ view, series, month }: { view: View; series: SeriesId; month: Month }) {
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)];
  return (
    <nav aria-label="Neighbouring months" className="mt-8 flex flex-wrap justify-between gap-4 text-interface">
      <a href={cellAddress(view, series, before)}>← {formatMonth(before, 'long')}</a>
      <a href={cellAddress(view, series, after)}>{formatMonth(after, 'long')} →</a>
    </nav>
  );
}

/** One figure taken apart: arithmetic, rule, claims used, also said; or why there is none (R3, R6). */
export default async function CellPage({ searchParams }: Props) {
  const found = await findCell(await pairsOf(searchParams));
  if ('problem' in found)
    return (
      <>
        <h1>No such figure</h1>
        <Notice title={found.problem}>
          {found.path !== undefined && found.view.known !== null ? (
            <BeforeFirstRecord path={found.path} known={found.view.known} />
          ) : (
            <a href={figures({ ...found.view, series: null })}>Open the comparison and choose a number there</a>
          )}
        </Notice>
      </>
    );
  const { view, comparison, series, figure, gap, at } = found;
  const days = daysOf(found);
  const metric = metricOf(series.metric);
  const entries = await readClaimsByIds(claimIdsOf(found), { known: view.known, public: view.public });
  const claims = new Map(entries.map((entry): [ClaimId, DerivationClaim] => [entry.id, entry]));
  const source = comparison.table.sources.find((candidate) => candidate.slug === series.source);
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
      <KnownOnControl
        path={'month' in at ? cellAddress(view, series.id, at.month) : spanAddress(view, { series: series.id, ...at })}
        known={view.known}
        knownOn={comparison.table.knownOn}
        publicDay={view.public}
      />
      <p className="mt-2 max-w-prose text-interface text-muted">{metric.definition}</p>
      {gap ? <GapHead gap={gap} sentence={toGapSentence(gap, comparison.table)} /> : null}
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
      {'month' in at ? <Neighbours view={view} series={series.id} month={at.month} /> : null}
      <p className="mt-8 max-w-prose border-line border-t pt-4 text-muted text-small">
        {sourceLine(comparison.view, comparison.table)}
      </p>
      <p className="mt-3 text-interface">
        <a href={figures({ ...view, from: null, to: null, series: null })}>The comparison of all sources</a>
      </p>
    </article>
  );
}
