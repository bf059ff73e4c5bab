import type { ReactNode } from 'react';

/**
 * A part of the page of a proposal. Ids are its own: Next keeps the page that one came from hidden beside the one that an action leads to.
 */
export function Section({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={`review-${id}`} className="mt-10">
      <h2 id={`review-${id}`} className="mb-3">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A part beside it. */
export function Box({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={`review-${id}`} className="rounded-card border border-line bg-card p-4">
      <h2 id={`review-${id}`} className="mb-2 text-heading-3">
        {title}
      </h2>
      {children}
    </section>
  );
}
