import { BADGES, type Badge } from '@/lib/ledger/vocabulary';

/** Pale fill of a hollow mark: the same share as in charts (look.md). */
const PALE = 'color-mix(in srgb, currentColor 22%, transparent)';

/**
 * The shape of a badge, the same as on charts: dotted, hollow, solid, solid with a ring, solid with a base line (look.md). It
 * takes the colour of the text around it. The word stands beside it, so it is hidden from screen readers.
 */
export function StatusMark({ badge }: { readonly badge: Badge }) {
  const { shape } = BADGES[badge];
  return (
    <svg aria-hidden="true" viewBox="0 0 14 12" className="inline-block h-3 w-3.5 shrink-0 text-ink">
      {shape === 'dotted' && (
        <rect x="1.5" y="1.5" width="11" height="9" fill="none" stroke="currentColor" strokeDasharray="1.5 1.5" />
      )}
      {shape === 'hollow' && <rect x="1.5" y="1.5" width="11" height="9" fill={PALE} stroke="currentColor" />}
      {shape === 'solid' && <rect x="1" y="1" width="12" height="10" fill="currentColor" />}
      {shape === 'ring' && (
        <>
          <rect x="0.5" y="0.5" width="13" height="11" fill="none" stroke="currentColor" />
          <rect x="3" y="3" width="8" height="6" fill="currentColor" />
        </>
      )}
      {shape === 'floor' && (
        <>
          <rect x="2" y="0.5" width="10" height="7.5" fill="currentColor" />
          <rect x="0" y="10" width="14" height="1.5" fill="currentColor" />
        </>
      )}
    </svg>
  );
}
