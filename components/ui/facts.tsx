import { Fragment, type ReactNode } from 'react';

/** One fact: what it is, and what it says. A missing value is left out. */
export type Fact = { readonly term: string; readonly value: ReactNode };

/** Terms and their values, side by side where there is room, one under the other where there is not. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 text-interface sm:grid-cols-[minmax(8rem,max-content)_1fr] sm:gap-y-2">
      {facts
        .filter((fact) => fact.value !== null && fact.value !== undefined && fact.value !== '')
        .map((fact) => (
          <Fragment key={fact.term}>
            <dt className="text-muted max-sm:mt-2">{fact.term}</dt>
            <dd className="min-w-0 max-w-prose">{fact.value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
