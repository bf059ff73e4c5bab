import type { ComponentProps, ReactNode } from 'react';

/**
 * A table that scrolls inside its own frame, so that the page never does: header and first column stay in sight. The frame can
 * be reached and scrolled by keyboard.
 */
export function TableFrame({
  label,
  caption,
  children,
}: {
  /** The name of the frame, for those who hear it. */
  readonly label: string;
  readonly caption: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <section aria-label={label} tabIndex={0} className="max-w-full overflow-x-auto">
      <table className="w-full border-collapse text-left text-interface">
        <caption className="pb-2 text-left text-muted text-small">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

/** Head of a column. `numeric` ones stand above right-aligned digits. */
export function ColumnHead({ numeric = false, className, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={`border-line border-b bg-paper px-2 py-2 align-bottom font-normal text-muted text-small first:pl-0 last:pr-0 ${numeric ? 'text-right' : ''} ${className ?? ''}`}
      {...rest}
    />
  );
}

/** Head of a row: the first cell, which stays in sight when the table scrolls sideways. */
export function RowHead({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="row"
      className={`sticky left-0 z-10 border-line border-b bg-paper py-2 pr-3 text-left align-top font-normal ${className ?? ''}`}
      {...rest}
    />
  );
}

/** One cell. `numeric` ones are right-aligned with digits of equal width. */
export function Cell({ numeric = false, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      className={`border-line border-b px-2 py-2 align-top last:pr-0 ${numeric ? 'whitespace-nowrap text-right tabular-nums' : ''} ${className ?? ''}`}
      {...rest}
    />
  );
}
