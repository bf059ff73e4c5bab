import { PageRefresh } from './page-refresh';

/** How far a dry run has come. It is kept with the import, so that it goes on where it was however often the page is loaded. */
export function CheckProgress({
  step,
  done,
  total,
}: {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}) {
  const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
  return (
    <div className="max-w-prose">
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <PageRefresh />
      <label htmlFor="check-progress" className="block font-medium text-interface">
        <span role="status">{step}</span>
      </label>
      <div className="mt-2 flex items-center gap-3">
        <progress id="check-progress" max={100} value={percent} className="h-3 w-full max-w-md accent-ink" />
        <span className="w-12 text-right text-interface tabular-nums">{percent} %</span>
      </div>
      <p className="mt-3 text-interface text-muted">
        You can leave this page: the check goes on, and its result stands here when you come back.
      </p>
    </div>
  );
}
