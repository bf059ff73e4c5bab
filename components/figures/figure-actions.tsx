import { FreezeForm, keptOf } from '@/components/frozen/freeze-form';
import type { Instant } from '@/lib/ledger/month';
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

/** A permalink, also to be cited or embedded, the live link, and the downloads of the same view (ux.md §17, D1, D3). */
export function FigureActions({ view, knownOn }: { view: View; knownOn: Instant }) {
  const { words } = keptOf(view);
  return (
    <div className="mt-5 flex flex-wrap items-start gap-2" data-print="hide">
      <FreezeForm view={view} knownOn={knownOn} />
      <FreezeForm view={view} knownOn={knownOn} label="Cite" at="cite" />
      <FreezeForm view={view} knownOn={knownOn} label="Embed" at="embed" />
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
          <li className="py-1">
            <a href={figuresTwin(view, 'zip')} download>
              ZIP
            </a>{' '}
            <span className="text-muted text-small">
              The figures as shown, the claims behind them, definitions, citation, checksums.
            </span>
          </li>
          <li className="py-1">
            <a href={figuresTwin(view, 'zip', { all: true })} download>
              ZIP, everything
            </a>{' '}
            <span className="text-muted text-small">The same with spans and running totals.</span>
          </li>
        </ul>
      </details>
      {words === null ? null : <p className="basis-full text-muted text-small">{words}</p>}
    </div>
  );
}
