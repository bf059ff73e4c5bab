import type { View } from '@/lib/ledger/view';
import { figures, figuresTwin } from '@/lib/routes';
import { CopyLink } from './copy-link';

const BUTTON =
  'inline-flex min-h-9 items-center rounded-control border border-control bg-card px-3 py-1.5 text-interface text-ink no-underline hover:bg-tint';

const FILES = [
  { ending: 'png', label: 'PNG', sentence: 'The picture, 960 points wide.' },
  { ending: 'svg', label: 'SVG', sentence: 'The picture, for print and editing.' },
  { ending: 'csv', label: 'CSV as shown', sentence: 'One row for each month and series of this view.' },
  { ending: 'json', label: 'JSON', sentence: 'Figures, gaps with reasons, spans, sources.' },
] as const;

/** Copy the live link, and the downloads of the same view (ux.md §17, D1, D3). */
export function FigureActions({ view }: { view: View }) {
  return (
    <div className="mt-5 flex flex-wrap items-start gap-2" data-print="hide">
      <CopyLink address={figures(view)} />
      <details>
        <summary className={`${BUTTON} list-none marker:hidden`}>Download</summary>
        <ul className="mt-2 rounded-card border border-line bg-card p-3 text-interface">
          {FILES.map(({ ending, label, sentence }) => (
            <li key={ending} className="py-1">
              <a href={figuresTwin(view, ending)} download>
                {label}
              </a>{' '}
              <span className="text-muted text-small">{sentence}</span>
            </li>
          ))}
          <li className="py-1">
            <a href={figuresTwin(view, 'csv', { all: true })} download>
              CSV, everything
            </a>{' '}
            <span className="text-muted text-small">Also spans and running totals of these series.</span>
          </li>
        </ul>
      </details>
    </div>
  );
}
