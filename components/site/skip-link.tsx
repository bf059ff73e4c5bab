/** The first stop of the keyboard: past the header to the content. Unseen until it has the focus. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only z-50 bg-ink text-interface text-paper focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:px-4 focus:py-2"
    >
      Skip to content
    </a>
  );
}
