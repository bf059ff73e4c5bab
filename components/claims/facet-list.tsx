import { formatNumber } from '@/lib/formats/text';

/** One value by which the list can be narrowed. */
export type FacetOption = {
  readonly value: string;
  readonly label: string;
  readonly claims: number;
  readonly isSelected: boolean;
  /** Where a click leads: the list with this value added or taken away. */
  readonly href: string;
};

export type FacetGroup = { readonly key: string; readonly title: string; readonly options: readonly FacetOption[] };

/** Values shown before the rest folds. */
const SHOWN = 8;

function Option({ option }: { readonly option: FacetOption }) {
  return (
    <li>
      <a href={option.href} aria-current={option.isSelected ? 'true' : undefined} rel="nofollow" className="facet-link">
        <span>
          {option.isSelected && (
            <>
              <span aria-hidden="true">✓ </span>
              <span className="sr-only">Chosen, remove: </span>
            </>
          )}
          {option.label}
        </span>
        <span>{formatNumber(option.claims)}</span>
      </a>
    </li>
  );
}

/**
 * The facets of a list as links: each value with the number of claims that it would leave, under the filters in force. Works
 * without script; a chosen value is marked by a tick and removed by the same link.
 */
export function FacetList({ groups }: { readonly groups: readonly FacetGroup[] }) {
  return (
    <div className="grid gap-6 text-interface">
      {groups
        .filter((group) => group.options.length > 0)
        .map((group) => {
          const shown = group.options.filter((option, index) => index < SHOWN || option.isSelected);
          const folded = group.options.filter((option) => !shown.includes(option));
          return (
            <section key={group.key} aria-labelledby={`facet-${group.key}`}>
              <h3 id={`facet-${group.key}`} className="mb-1 font-normal font-sans text-muted text-small">
                {group.title}
              </h3>
              <ul>
                {shown.map((option) => (
                  <Option key={option.value} option={option} />
                ))}
              </ul>
              {folded.length > 0 && (
                <details className="mt-1">
                  <summary className="min-h-6 text-link text-small">{folded.length} more</summary>
                  <ul>
                    {folded.map((option) => (
                      <Option key={option.value} option={option} />
                    ))}
                  </ul>
                </details>
              )}
            </section>
          );
        })}
    </div>
  );
}
