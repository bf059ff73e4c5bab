import { type ReactNode, useId } from 'react';

/**
 * A word whose explanation opens on hover and on focus (WCAG 1.4.13). CSS alone opens it and keeps it open while the pointer is on
 * it, so it works without script; `TooltipDismissal`, once on a page, lets Escape put it away.
 */
export function Tooltip({ explanation, children }: { readonly explanation: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <span data-tooltip="" className="tooltip-anchor">
      <button type="button" aria-describedby={id} className="min-h-6 cursor-help rounded-control text-left">
        {children}
      </button>
      <span id={id} role="tooltip" className="tooltip-box">
        <span>{explanation}</span>
      </span>
    </span>
  );
}
