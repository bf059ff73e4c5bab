import type { ReactNode } from 'react';
import { CellCaptures } from '@/components/figures/cell-captures';
import { CellHistory, type CellVersion } from '@/components/figures/cell-history';
import {
  AlsoSaidClaims,
  type DerivationClaim,
  DerivationHead,
  DerivationRule,
  DerivationSum,
  GapHead,
  HeldClaims,
  UsedClaims,
} from '@/components/figures/derivation';
import { readCatalogue } from '@/lib/data/catalogue';
import { readClaimCaptures } from '@/lib/data/claim-captures';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import { claimLineageWords } from '@/lib/formats/cell-words';
import { toGapSentence } from '@/lib/formats/gap-sentence';
import { capitalise, formatMonth, formatPeriod } from '@/lib/formats/text';
import { sourceLine } from '@/lib/formats/view-words';
import type { ClaimId } from '@/lib/ledger/claim';
import { addMonths, type Month } from '@/lib/ledger/month';
import { metricOf, SIDES } from '@/lib/ledger/vocabulary';
import { codebook, source as sourceAddress } from '@/lib/routes';
import { claimIdsOf, type Found, subjectOf } from './find';

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

/** What the article shows of its claims: each with badge, quote and whose voice it is, and what was captured of their publications. */
async function readShown(found: Found) {
  const { known, public: day } = found.view;
  const ids = claimIdsOf(found);
  const [entries, captures, catalogue] = await Promise.all([
    readClaimsByIds(ids, { known, public: day }),
    readClaimCaptures(ids, known),
    readCatalogue({ known, public: null }),
  ]);
  const names = new Map(catalogue.sources.map(({ slug, name }) => [slug, name]));
  const claims = new Map(
    entries.map((entry): [ClaimId, DerivationClaim] => [
      entry.id,
      { ...entry, lineage: claimLineageWords(entry.claim, (slug) => names.get(slug) ?? slug) },
    ]),
  );
  return { claims, captures };
}

/**
 * One figure, span or gap taken apart, in the order of ux.md §6: value and range, flags, arithmetic, claims, rule, captures, history
 * (A5, R3, R6, T1). The claims are those of the view’s instant. The drawer shows this article without what is marked for the page alone.
 */
export async function CellArticle({
  found,
  control,
  history,
  neighbour,
  comparison,
  files,
}: {
  readonly found: Found;
  /** What stands under the title: as known when. */
  readonly control: ReactNode;
  /** What became of the figure, first to last; null where the page tells no history. */
  readonly history: readonly CellVersion[] | null;
  /** Where a neighbouring month is taken apart; null where there is none. */
  readonly neighbour: (month: Month) => string | null;
  /** The comparison that it stands in. */
  readonly comparison: { readonly href: string; readonly label: string };
  /** The same derivation in other forms. */
  readonly files: readonly { readonly href: string; readonly label: string }[];
}) {
  const { comparison: held, series, figure, gap, at } = found;
  const days = daysOf(found);
  const metric = metricOf(series.metric);
  const { claims, captures } = await readShown(found);
  const source = held.table.sources.find((candidate) => candidate.slug === series.source);
  if (!source) throw new Error(`series ${series.id} without its source`);
  return (
    <article data-cell={subjectOf(found)}>
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
      {figure ? (
        <>
          <DerivationHead figure={figure} series={series} />
          <DerivationSum figure={figure} series={series} />
        </>
      ) : null}
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
      {figure ? <DerivationRule figure={figure} /> : null}
      {claims.size > 0 ? (
        <section className="mt-10">
          <h2>Archived copies</h2>
          {captures.length > 0 ? (
            <CellCaptures captures={captures} />
          ) : (
            <p className="mt-1 text-interface text-muted">
              The ledger holds no archived copy of the publications behind these claims.
            </p>
          )}
        </section>
      ) : null}
      {history !== null && history.length > 0 ? (
        <section className="mt-10">
          <h2>History of this figure</h2>
          <CellHistory versions={history} />
        </section>
      ) : null}
      {'month' in at ? <Neighbours address={neighbour} month={at.month} /> : null}
      <p className="mt-8 max-w-prose border-line border-t pt-4 text-muted text-small">
        {sourceLine(held.view, held.table)}
      </p>
      <p className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-interface">
        <a href={comparison.href}>{comparison.label}</a>
        {files.map(({ href, label }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
      </p>
    </article>
  );
}
