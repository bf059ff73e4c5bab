'use client';

import { useEffect, useRef } from 'react';

/** One thing that is wrong; `field` is the id of the control where it can be mended, if it is about one. */
export type SummaryError = { readonly field?: string | undefined; readonly message: string };

/**
 * What is wrong with a form, on top of it, each line a link to its field. It takes the focus when it appears, so that it is heard and seen;
 * without script the page comes back with it on top. Draws nothing when nothing is wrong.
 */
export function ErrorSummary({
  title = 'This cannot be saved yet',
  errors,
}: {
  readonly title?: string;
  readonly errors: readonly SummaryError[];
}) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) summary.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={summary}
      role="alert"
      tabIndex={-1}
      data-error-summary=""
      className="rounded-control border-2 border-ink bg-card px-4 py-3 text-interface"
    >
      <h2 className="font-sans font-semibold text-interface">{title}</h2>
      <ul className="mt-1 list-disc space-y-0.5 pl-5">
        {errors.map(({ field, message }) => (
          <li key={`${field ?? ''} ${message}`}>
            {field === undefined ? message : <a href={`#${field}`}>{message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
