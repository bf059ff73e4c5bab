/** One line of a table of contents. */
export type ContentsEntry = { readonly href: string; readonly label: string };

/** What stands on a long page, as links, in as many columns as there is room for. */
export function Contents({ label, entries }: { readonly label: string; readonly entries: readonly ContentsEntry[] }) {
  return (
    <nav aria-label={label} className="mb-10 rounded-card border border-line bg-card px-5 py-4">
      <ul className="gap-x-8 text-interface sm:columns-2 lg:columns-3">
        {entries.map((entry) => (
          <li key={entry.href} className="break-inside-avoid">
            <a href={entry.href} className="inline-block py-0.5">
              {entry.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
