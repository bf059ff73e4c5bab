import type { ReactNode } from 'react';

/** The buttons under a form: the main one first, links last. */
export function FormActions({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-2">{children}</div>;
}
