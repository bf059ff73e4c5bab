'use client';

import { useEffect, useRef } from 'react';

/** The HTML while the server writes the page; in the browser nothing, where what the server wrote stands already. */
function unpackOnServer(packed: string): string {
  if (typeof window === 'undefined')
    return process.getBuiltinModule('node:zlib').inflateRawSync(Buffer.from(packed, 'base64')).toString();
  return '';
}

/** In the browser: the text that the server packed (`packText`). */
export async function unpackText(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}

/**
 * A block of finished HTML. In the page that the server wrote it is there already, and the browser leaves it as it is; only where a link
 * within the site leads here without a new page is it unpacked.
 */
export function InertMarkup({
  packed,
  className,
}: {
  readonly packed: string;
  readonly className?: string | undefined;
}) {
  const block = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = block.current;
    if (element === null || element.firstChild !== null) return;
    let isGone = false;
    unpackText(packed).then((markup) => {
      if (!isGone) element.innerHTML = markup;
    });
    return () => {
      isGone = true;
    };
  }, [packed]);
  return (
    <div
      ref={block}
      className={className}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: written by `toMarkup`, which escapes every text and attribute.
      dangerouslySetInnerHTML={{ __html: unpackOnServer(packed) }}
    />
  );
}
