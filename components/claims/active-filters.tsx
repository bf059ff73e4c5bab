/** One filter in force, in words, and the list without it. */
export type FilterChip = { readonly label: string; readonly href: string };

/** The filters in force, each with its own way out, and one way out of all (ux.md 23). */
export function ActiveFilters({ filters, clear }: { readonly filters: readonly FilterChip[]; readonly clear: string }) {
  if (filters.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-small">
      <span id="filters-in-force" className="text-muted">
        Filters in force:
      </span>
      <ul aria-labelledby="filters-in-force" className="flex flex-wrap gap-2">
        {filters.map((filter) => (
          <li key={filter.label}>
            <a
              href={filter.href}
              className="inline-flex min-h-7 items-center gap-2 rounded-control border border-control bg-card px-2 py-0.5 text-ink no-underline hover:bg-tint"
            >
              {filter.label} <span className="text-link underline">remove</span>
            </a>
          </li>
        ))}
      </ul>
      {filters.length > 1 && (
        <a href={clear} className="py-1">
          Remove all
        </a>
      )}
    </div>
  );
}
