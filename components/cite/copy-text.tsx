'use client';

import { useState, useSyncExternalStore } from 'react';

const never = () => () => {};

/** The address of the site as the reader’s browser has it; null on the server. */
function useOrigin(): string | null {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => null,
  );
}

/**
 * A text to be taken elsewhere, with a button that copies it. `guessedOrigin`: where the server does not know its own address (a cached page
 * is the same for everybody), the one that it wrote, which is replaced by the one that the reader uses.
 */
export function CopyText({
  name,
  text,
  guessedOrigin,
  isCode = false,
}: {
  readonly name: string;
  readonly text: string;
  readonly guessedOrigin: string | null;
  readonly isCode?: boolean;
}) {
  const [said, setSaid] = useState('');
  const origin = useOrigin();
  const shown = guessedOrigin === null || origin === null ? text : text.replaceAll(guessedOrigin, origin);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(shown);
      setSaid(`${name} copied.`);
    } catch {
      setSaid('It could not be copied. Select the text and copy it.');
    }
  };
  return (
    <div className="mt-1">
      {isCode ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard.
        <pre tabIndex={0} className="max-h-64 overflow-auto rounded-control border border-line bg-card p-3 text-small">
          {/* A named region, so that it is known what scrolls. */}
          <code className="whitespace-pre-wrap [overflow-wrap:anywhere]">{shown}</code>
        </pre>
      ) : (
        <p className="rounded-control border border-line bg-card p-3 text-interface [overflow-wrap:anywhere]">
          {shown}
        </p>
      )}
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-small">
        <button
          type="button"
          onClick={copy}
          data-needs-script=""
          className="inline-flex min-h-8 cursor-pointer items-center rounded-control border border-control bg-card px-3 py-1 text-ink hover:bg-tint"
        >
          Copy<span className="sr-only"> {name}</span>
        </button>
        <span aria-live="polite" className="text-muted">
          {said}
        </span>
      </p>
    </div>
  );
}
