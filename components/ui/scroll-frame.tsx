import type { ReactNode } from 'react';

/** A frame in which wide or long content scrolls by itself, so that the page never does; reached and scrolled by keyboard. */
export function ScrollFrame({
  label,
  tall = false,
  children,
}: {
  readonly label: string;
  readonly tall?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      className={`mt-3 rounded-card border border-line bg-card ${tall ? 'max-h-[38rem] overflow-auto' : 'overflow-x-auto'}`}
    >
      {children}
    </section>
  );
}
