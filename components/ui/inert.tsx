import { deflateRawSync } from 'node:zlib';
import type { ReactNode } from 'react';
import { InertMarkup } from './inert-markup';
import { toMarkup } from './markup';

/** Smaller blocks are sent as elements: packing would not make them shorter. */
const LEAST_LENGTH = 2000;

/**
 * A large block of the page that only shows something: tables, pictures, long lists. React sends what it has rendered twice, as HTML and
 * as the tree it came from; of such a block the second copy is packed, to a tenth of its size (layout.md §5: what Next costs).
 * Everything in it is in the server’s HTML as ever. `className` is that of the element around it.
 */
export function Inert({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  const markup = toMarkup(children);
  if (markup.length < LEAST_LENGTH) return <div className={className}>{children}</div>;
  // The lowest level: what it leaves behind is little, and it takes a third of the time.
  const packed = deflateRawSync(markup, { level: 1 }).toString('base64');
  return <InertMarkup packed={packed} className={className} />;
}
