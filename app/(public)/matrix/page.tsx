import type { Metadata } from 'next';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { StatusMark } from '@/components/ledger/status-mark';
import { MatrixForm } from '@/components/matrix/matrix-form';
import { MatrixKeys } from '@/components/matrix/matrix-keys';
import { MATRIX_ID } from '@/components/matrix/matrix-table';
import { PackedMatrix } from '@/components/matrix/packed-matrix';
import { AddressNotes } from '@/components/site/address-notes';
import { EmptyState } from '@/components/site/empty-state';
import { BeforeFirstRecord, KnownOnControl } from '@/components/site/known-on-control';
import { PageHeader } from '@/components/ui/page-header';
import { readMatrix } from '@/lib/data/matrix';
import { matrixCaption, matrixTitle } from '@/lib/formats/matrix-words';
import { formatMonths } from '@/lib/formats/text';
import { DEFAULT_MATRIX_VIEW, type MatrixView, parseMatrixView } from '@/lib/ledger/matrix-view';
import { CHARTED_BADGES, DEFAULT_VIEW } from '@/lib/ledger/view';
import { BADGES, metricOf } from '@/lib/ledger/vocabulary';
import { codebook, figures, MATRIX, matrix as matrixAddress, matrixTwin } from '@/lib/routes';

export const instant = false;

export async function generateMetadata({ searchParams }: PageProps<'/matrix'>): Promise<Metadata> {
  const { view } = parseMatrixView(toPairs(await searchParams));
  const isDefault = matrixAddress(view) === MATRIX;
  return {
    title: matrixTitle(view),
    description:
      'Which source claims what for which month of the war: number of claims, figure and status of each, or why there is no figure.',
    ...(isDefault ? {} : { robots: { index: false, follow: true } }),
  };
}

/** What the signs of the table mean. */
function Legend() {
  return (
    <p className="mt-3 flex max-w-[60rem] flex-wrap items-center gap-x-4 gap-y-1 text-muted text-small">
      {CHARTED_BADGES.map((badge) => (
        <span key={badge} className="inline-flex items-center gap-1.5">
          <StatusMark badge={badge} /> {BADGES[badge].label}
        </span>
      ))}
      <span>A number leads to how it is made.</span>
      <span>A dash: no figure of the month; it leads to why.</span>
      <span>The small number: claims that bear on the month; it leads to them.</span>
      <span>Empty: nothing published for the month by this source.</span>
    </p>
  );
}

function Nothing({ view }: { readonly view: MatrixView }) {
  const isWhole = view.from === null && view.to === null;
  return (
    <div className="prose-column py-8">
      <p>
        The ledger holds no claim of {metricOf(view.metric).label} for this side{isWhole ? '' : ' and these months'}.
      </p>
      <p>
        {isWhole ? (
          <a href={matrixAddress(DEFAULT_MATRIX_VIEW)}>Show what is held most of</a>
        ) : (
          <a href={matrixAddress({ ...view, from: null, to: null })}>Show all months</a>
        )}
      </p>
    </div>
  );
}

/** Source × month for one metric and side: status, number of claims, figure, or why there is none (A12). */
export default async function MatrixPage({ searchParams }: PageProps<'/matrix'>) {
  const { view: asked, notes } = parseMatrixView(toPairs(await searchParams));
  const path = matrixAddress(asked);
  const answer = await readMatrix(asked);
  if (answer === null)
    return (
      <EmptyState title={matrixTitle(asked)}>
        {asked.known === null ? (
          <p>The ledger is empty: no claim has been entered yet.</p>
        ) : (
          <BeforeFirstRecord path={path} known={asked.known} />
        )}
      </EmptyState>
    );
  const { view, matrix, held, metrics, knownOn } = answer;
  const twins = { json: matrixTwin(asked, 'json'), csv: matrixTwin(asked, 'csv') };
  const metric = metricOf(view.metric);
  return (
    <>
      <PageLinks path={path} twins={twins} />
      <AddressNotes notes={notes} />
      <PageHeader
        kicker={<a href={figures({ ...DEFAULT_VIEW, side: view.side })}>Figures</a>}
        title={matrixTitle(view)}
      >
        <p>
          {metric.definition} <a href={codebook('metrics', view.metric)}>Codebook</a>
        </p>
      </PageHeader>
      <KnownOnControl path={path} known={view.known} knownOn={knownOn} publicDay={view.public} />
      <MatrixForm asked={asked} held={held} metrics={metrics} />
      {matrix.rows.length === 0 ? (
        <Nothing view={asked} />
      ) : (
        <>
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-interface">
            <p>{matrixCaption(view, matrix)}</p>
            <p>
              <a href={twins.csv} rel="nofollow">
                CSV
              </a>{' '}
              ·{' '}
              <a href={twins.json} rel="nofollow">
                JSON
              </a>
            </p>
          </div>
          <p className="hidden text-small print:block">
            On paper: the last twelve months of {formatMonths(view.from, view.to)}.
          </p>
          <MatrixKeys tableId={MATRIX_ID} />
          <PackedMatrix view={view} matrix={matrix} knownOn={knownOn} />
          <Legend />
          <p className="mt-3 max-w-prose text-muted text-small">
            Claims of different sources stand side by side and are never added up. A claim over several months, such as
            a quarter, counts once in each of them, and makes no figure of a month.
          </p>
        </>
      )}
    </>
  );
}
