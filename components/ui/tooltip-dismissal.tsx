'use client';

import { useEffect } from 'react';

/** The tooltips that are open now: under the pointer, or with the focus inside. */
const OPEN = '[data-tooltip]:hover, [data-tooltip]:focus-within';

/** Lets Escape put an open tooltip away until pointer and focus have left it. One listener for the whole page. */
export function TooltipDismissal() {
  useEffect(() => {
    const dismiss = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      for (const tooltip of document.querySelectorAll<HTMLElement>(OPEN)) {
        tooltip.dataset.dismissed = '';
        const restore = () => {
          if (tooltip.matches(OPEN)) return;
          delete tooltip.dataset.dismissed;
          tooltip.removeEventListener('pointerleave', restore);
          tooltip.removeEventListener('focusout', later);
        };
        // While focusout is told, the focus is nowhere yet.
        const later = () => requestAnimationFrame(restore);
        tooltip.addEventListener('pointerleave', restore);
        tooltip.addEventListener('focusout', later);
      }
    };
    document.addEventListener('keydown', dismiss);
    return () => document.removeEventListener('keydown', dismiss);
  }, []);
  return null;
}
