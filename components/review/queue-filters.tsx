/** One way to narrow or sort the queue. */
export type QueueChoice = { readonly label: string; readonly href: string; readonly isChosen: boolean };

/** How the queue is sorted and narrowed: links that change the address, each group under its name. */
export function QueueFilters({
  groups,
}: {
  readonly groups: readonly { readonly label: string; readonly choices: readonly QueueChoice[] }[];
}) {
  return (
    <nav aria-label="Sort and filter the queue" className="grid gap-1 text-interface">
      {groups.map((group) => (
        <div key={group.label} className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <span className="min-w-20 text-muted text-small">{group.label}</span>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {group.choices.map((choice) => (
              <li key={choice.label}>
                <a
                  href={choice.href}
                  aria-current={choice.isChosen ? 'true' : undefined}
                  className={`inline-block min-h-6 ${choice.isChosen ? 'font-semibold text-ink no-underline' : ''}`}
                >
                  {choice.label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
