import type { ReactNode } from 'react';

/** Mark and word of one state. The word carries the meaning; the mark repeats it as a shape. */
export function Badge({ mark, children }: { readonly mark?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted text-small">
      {mark}
      {children}
    </span>
  );
}

/** A short remark beside a badge. */
export function Tag({ children }: { readonly children: ReactNode }) {
  return (
    <span className="inline-block rounded-control border border-line bg-tint px-1.5 text-muted text-small">
      {children}
    </span>
  );
}
