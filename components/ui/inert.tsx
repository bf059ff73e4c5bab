import { deflateRawSync } from 'node:zlib';
import type { ReactNode } from 'react';
import { InertMarkup } from './inert-markup';
import { toMarkup } from './markup';

/** Smaller blocks are sent as elements: packing would not make them shorter. */
const LEAST_LENGTH = 2000;

/** A text in a tenth of its length, for what the browser seldom needs. At the lowest level, which takes a third of the time and leaves little behind. */
export function packText(text: string): string {
  return deflateRawSync(text, { level: 1 }).toString('base64');
}

/**
 * A large block of the page that only shows something: tables, pictures, long lists. React sends what it has rendered twice, as HTML and
 * as the tree it came from; of such a block the second copy is packed, to a tenth of its size (layout.md §5: what Next costs).
 * Everything in it is in the server’s HTML as ever. `className` is that of the element around it.
 */
export function Inert({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  const markup = toMarkup(children);
  if (markup.length < LEAST_LENGTH) return <div className={className}>{children}</div>;
  return <InertMarkup packed={packText(markup)} className={className} />;
}
