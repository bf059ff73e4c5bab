import type { ReactNode } from 'react';
import { FiguresTable } from '@/components/figures/figures-table';
import { ScenarioNote } from '@/components/figures/scenario-table';
import { SpansTable, TotalsTable } from '@/components/figures/spans-table';
import { Inert } from '@/components/ui/inert';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import { toSummary } from '@/lib/formats/summary';
import { attributionWords, fileName, sourceLine, viewLede, viewTitle, windowWords } from '@/lib/formats/view-words';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import type { SeriesId } from '@/lib/ledger/series';
import { SIDES } from '@/lib/ledger/vocabulary';
import { permalink as permalinkAddress, permalinkCell, permalinkFile, permalinkSpan } from '@/lib/routes';

export type FrozenPageProps = {
  readonly permalink: { readonly id: string; readonly title: string | null; readonly note: string | null };
  /** The view and table of the stored document. */
  readonly view: ResolvedView;
  readonly table: FigureTable;
  /** As known when, and what the ledger says otherwise now. */
  readonly banner: ReactNode;
  /** The address of the page as it is written, also on paper: whole where the site knows its own. */
  readonly address: string;
  /** Size of the stored picture. */
  readonly picture: { readonly width: number; readonly height: number };
  /** How to cite and embed it. */
  readonly children?: ReactNode;
};

const FILES = [
  { ending: 'png', label: 'PNG', sentence: 'The picture, 1920 pixels wide.' },
  { ending: 'svg', label: 'SVG', sentence: 'The picture, for print and editing.' },
  { ending: 'csv', label: 'CSV', sentence: 'One row for each month and series.' },
  { ending: 'json', label: 'JSON', sentence: 'Figures, gaps with reasons, spans, sources.' },
  { ending: 'zip', label: 'ZIP', sentence: 'All of it, with the claims behind it, definitions and checksums.' },
] as const;

/** The stored files. They answer the same bytes for ever. */
function Files({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <section aria-labelledby="files" className="mt-8" data-print="hide">
      <h2 id="files" className="text-heading-3">
        Files
      </h2>
      <p className="mt-1 text-interface text-muted">These never change: the same bytes for every reader.</p>
      <ul className="mt-2 text-interface">
        {FILES.map(({ ending, label, sentence }) => (
          <li key={ending} className="py-1">
            <a href={permalinkFile(id, ending)} download={`${name}.${ending}`}>
              {label}
            </a>{' '}
            <span className="text-muted text-small">{sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/**
 * A comparison as it was frozen (R1, R2): the banner, the stored picture, and the table that the stored document holds. Nothing of it
 * follows from the ledger of today but the banner.
 */
export function FrozenPage({ permalink, view, table, banner, address, picture, children }: FrozenPageProps) {
  const title = viewTitle(view, table);
  const { id } = permalink;
  const columns = new Map(table.series.map((series, index) => [series.id, index]));
  const columnOf = (series: SeriesId) => columns.get(series) ?? 0;
  return (
    <>
      <header>
        <p className="text-interface text-muted">
          Frozen comparison · {SIDES[view.side].label} · {windowWords(view)}
        </p>
        <h1 className="mt-1">{permalink.title ?? title}</h1>
        <div className="mt-4">{banner}</div>
        {permalink.title === null ? null : <p className="mt-3 max-w-prose font-serif text-lede">{title}.</p>}
        {permalink.note === null ? null : (
          <p className="mt-3 max-w-prose whitespace-pre-line text-interface">Note by the editors: {permalink.note}</p>
        )}
        <p className="mt-3 max-w-prose font-serif text-lede">{viewLede(view, table)}</p>
      </header>
      <section
        aria-labelledby="picture"
        className="-mx-4 mt-5 border-line border-y bg-card px-4 py-5 sm:mx-0 sm:rounded-card sm:border-x sm:px-6"
      >
        <h2 id="picture" className="sr-only">
          Chart
        </h2>
        <ScrollFrame label={`Chart: ${title}`}>
          {/* biome-ignore lint/performance/noImgElement: the stored picture, byte for byte. */}
          <img
            src={permalinkFile(id, 'svg')}
            alt={toSummary(table, view.measure === 'day' ? 'day' : 'month')}
            width={picture.width}
            height={picture.height}
            className="h-auto w-full min-w-[40rem] bg-white"
          />
        </ScrollFrame>
        <p className="mt-2 text-small" data-print="hide">
          <a href="#table">View as table</a> · <a href={permalinkFile(id, 'png')}>Picture alone</a>
        </p>
        {table.scenario === null ? null : (
          <div className="mt-4 max-w-prose">
            <ScenarioNote scenario={table.scenario} measure={table.measure} removal={null} />
          </div>
        )}
        <div className="mt-5 max-w-prose border-line border-t pt-4 text-muted text-small">
          <p>{sourceLine(view, table)}</p>
          {attributionWords(table).map((words) => (
            <p key={words} className="mt-1">
              {words}
            </p>
          ))}
        </div>
        <p className="mt-4 text-interface">
          Address of this page:{' '}
          <a href={permalinkAddress(id)} className="[overflow-wrap:anywhere]">
            {address}
          </a>
        </p>
      </section>
      {children}
      <Files id={id} name={fileName(view, table)} />
      <section id="table" aria-labelledby="table-heading" className="mt-12 scroll-mt-4">
        <h2 id="table-heading" className="mb-4">
          {view.measure === 'total' ? 'Each total' : 'Month by month'}
        </h2>
        <Inert>
          {table.measure === 'total' ? (
            <TotalsTable table={table} />
          ) : (
            <>
              <FiguresTable
                view={view}
                table={table}
                addressOf={({ series, month }) => permalinkCell(id, columnOf(series), month)}
              />
              <SpansTable
                view={view}
                table={table}
                addressOf={(span) => permalinkSpan(id, columnOf(span.series), span)}
              />
            </>
          )}
        </Inert>
      </section>
    </>
  );
}
