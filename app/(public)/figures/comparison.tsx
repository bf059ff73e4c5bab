import type { Metadata } from 'next';
import { PrintedAddress } from '@/app/printed-address';
import { knownAddress, ShareTags } from '@/app/share-tags';
import { ComparisonPage } from '@/components/figures/comparison-page';
import { HowMade } from '@/components/figures/how-made';
import { EmptyState } from '@/components/site/empty-state';
import { JsonLd } from '@/components/site/json-ld';
import { BeforeFirstRecord } from '@/components/site/known-on-control';
import { type Comparison, readComparison, readSeriesChoices } from '@/lib/data/comparison';
import { readRatioChoices } from '@/lib/data/ratio-claims';
import { readEnvironment } from '@/lib/env';
import { citedTitle } from '@/lib/formats/citation';
import { breadcrumbsJsonLd, comparisonJsonLd } from '@/lib/formats/json-ld';
import { socialAlt } from '@/lib/formats/social-picture';
import { viewTitle, windowWords } from '@/lib/formats/view-words';
import type { Figure } from '@/lib/ledger/figure-table';
import { monthOf, monthsFrom, WAR_START } from '@/lib/ledger/month';
import { parseView, type View, type ViewNote } from '@/lib/ledger/view';
import { absolute, figures, figuresSocial, figuresTwin } from '@/lib/routes';

/** Notes for what of the view the ledger does not hold. */
function unknownNotes({ unknownSeries, unknownScenario }: Comparison): ViewNote[] {
  const series = unknownSeries.map((id) => ({
    key: 'series' as const,
    value: id as string,
    message: `The ledger holds no series “${id}”.`,
  }));
  if (unknownScenario === null) return series;
  const message = `The ledger holds no ratio “${unknownScenario}” of this status, so no scenario is shown.`;
  return [...series, { key: 'scenario', value: unknownScenario, message }];
}

/** The figure that the first page takes apart: the middle of the first series, so that it is one with both totals. */
function exampleOf({ table }: Comparison): Figure | undefined {
  const [first] = table.panels[0]?.series ?? [];
  const own = first ? (table.cells.get(first) ?? []).filter((cell) => cell.kind === 'figure') : [];
  return own.find((figure) => figure.method === 'N3' && figure.month === '2024-09') ?? own[Math.floor(own.length / 3)];
}

/** The page of a view, from what its address says. Reads once and draws; shared by the cached and the uncached route. */
export async function ComparisonOf({ search }: { search: readonly (readonly [string, string])[] }) {
  const { view, notes } = parseView(search);
  const comparison = await readComparison(view);
  if (comparison === null) return <NothingKnown view={view} />;
  const hasFewMonths = view.side === 'ua' && view.series === null && view.measure !== 'total';
  const { known, public: byDay, side } = comparison.view;
  const [choices, ratios, totals] = await Promise.all([
    readSeriesChoices(comparison.view),
    readRatioChoices(side, { known, public: byDay }),
    hasFewMonths ? readComparison({ ...view, measure: 'total', from: null, to: null }) : null,
  ]);
  const last =
    [comparison.view.to, ...choices.map((choice) => choice.figureMonths.at(-1) ?? comparison.view.to)].sort().at(-1) ??
    comparison.view.to;
  const example = comparison.view.measure === 'month' ? exampleOf(comparison) : undefined;
  const series = comparison.table.series.find(({ id }) => id === example?.series);
  return (
    <>
      <SharingLinks asked={view} comparison={comparison} />
      <ComparisonPage
        view={comparison.view}
        asked={view}
        table={comparison.table}
        notes={[...notes, ...unknownNotes(comparison)]}
        months={monthsFrom(comparison.view.from < monthOf(WAR_START) ? comparison.view.from : monthOf(WAR_START), last)}
        choices={choices}
        ratios={ratios}
        totals={totals}
        printedAddress={<PrintedAddress path={figures({ ...view, known: comparison.table.knownOn })} />}
        aside={example && series ? <HowMade figure={example} series={series} view={comparison.view} /> : null}
      />
    </>
  );
}

/** What other sites show beside a link to the view (R8, D15), and what it is to machines (D12). */
function SharingLinks({ asked, comparison }: { asked: View; comparison: Comparison }) {
  const { view, table } = comparison;
  const path = figures(asked);
  const title = citedTitle(view, table);
  const downloads = (['csv', 'json', 'zip', 'svg', 'png'] as const).map((ending) => ({
    path: figuresTwin(asked, ending),
    name: ending.toUpperCase(),
    type: { csv: 'text/csv', json: 'application/json', zip: 'application/zip', svg: 'image/svg+xml', png: 'image/png' }[
      ending
    ],
  }));
  return (
    <>
      <ShareTags title={title} path={path} picture={figuresSocial(asked)} alt={socialAlt(table, view)} />
      <JsonLd
        nodes={[
          comparisonJsonLd(comparison, { path, downloads, isFrozen: false }, knownAddress),
          breadcrumbsJsonLd([{ name: 'Figures', path: figures() }], knownAddress),
        ]}
      />
    </>
  );
}

/** The ledger held nothing at the instant asked for, or holds nothing at all. */
function NothingKnown({ view }: { view: View }) {
  return (
    <EmptyState title={view.known !== null ? 'The ledger held nothing at that instant' : 'The ledger is empty'}>
      {view.known !== null ? (
        <BeforeFirstRecord path={figures(view)} known={view.known} />
      ) : (
        <p>No claim has been entered yet.</p>
      )}
    </EmptyState>
  );
}

/** Title, description, canonical address and twins of a view. */
export async function comparisonMetadata(search: readonly (readonly [string, string])[]): Promise<Metadata> {
  const { view } = parseView(search);
  const comparison = await readComparison(view);
  const { SITE_URL } = readEnvironment();
  const alternates = {
    types: { 'application/json': figuresTwin(view, 'json'), 'text/csv': figuresTwin(view, 'csv') },
    // A canonical address is a whole one; where the site does not know its own, none is better than a guess.
    ...(SITE_URL === undefined ? {} : { canonical: absolute(SITE_URL, figures(view)) }),
  };
  if (comparison === null) return { title: 'Figures', alternates };
  const { table } = comparison;
  const title = viewTitle(comparison.view, table);
  return {
    title: `${title}, ${windowWords(comparison.view)}`,
    alternates,
  };
}
