import type { Metadata } from 'next';
import { PageLinks } from '@/app/page-links';
import { BeforeFirstRecord, KnownOnControl } from '@/components/site/known-on-control';
import { Notice } from '@/components/ui/notice';
import { metricOf } from '@/lib/ledger/vocabulary';
import { cell as cellAddress, cellTwin, figures } from '@/lib/routes';
import { CellArticle, daysOf } from './cell-article';
import { findCell, pathOf } from './find';
import { readCellHistory } from './history';

/** Drawn at every request, whole: a derivation is read in full also without JavaScript. */
export const instant = false;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function pairsOf(searchParams: Props['searchParams']): Promise<[string, string][]> {
  return Object.entries(await searchParams).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as [string, string]] : [],
  );
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
  const { view, comparison, series } = found;
  const history = await readCellHistory(found);
  const path = pathOf(found);
  return (
    <>
      <PageLinks path={path} twins={{ json: cellTwin(path, 'json') }} />
      <link rel="http://www.w3.org/ns/prov#has_provenance" href={cellTwin(path, 'prov.json')} />
      <CellArticle
        found={found}
        control={
          <KnownOnControl path={path} known={view.known} knownOn={comparison.table.knownOn} publicDay={view.public} />
        }
        history={history}
        neighbour={(month) => cellAddress(view, series.id, month)}
        comparison={{
          href: figures({ ...view, from: null, to: null, series: null }),
          label: 'The comparison of all sources',
        }}
        files={[
          { href: cellTwin(path, 'json'), label: 'This figure as JSON' },
          { href: cellTwin(path, 'prov.json'), label: 'Its provenance as PROV-JSON' },
        ]}
      />
    </>
  );
}
