'use client';

import { useState } from 'react';

/** Copies the address of this view; a plain link to it where there is no script. */
export function CopyLink({ address }: { address: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(new URL(address, window.location.href).href);
      setSaid('Link copied. It is live: its figures can change when claims are added.');
    } catch {
      setSaid('The link could not be copied. It is the address of this page.');
    }
  };
  return (
    <>
      <button
        type="button"
        onClick={copy}
        data-needs-script=""
        className="inline-flex min-h-9 items-center rounded-control bg-ink px-3.5 py-1.5 font-medium text-interface text-paper"
      >
        Copy live link
      </button>
      <span aria-live="polite" className="order-last basis-full text-muted text-small empty:hidden">
        {said}
      </span>
    </>
  );
}
