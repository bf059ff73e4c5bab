/** One line of a table of contents. */
export type ContentsEntry = { readonly href: string; readonly label: string };

/** What stands on a long page, as links, in as many columns as there is room for. */
export function Contents({ label, entries }: { readonly label: string; readonly entries: readonly ContentsEntry[] }) {
  return (
    <nav aria-label={label} className="mb-10 rounded-card border border-line bg-card px-4 py-4 sm:px-5">
      <ul className="columns-[11rem] gap-x-8 text-interface">
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
