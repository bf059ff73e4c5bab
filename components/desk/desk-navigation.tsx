'use client';

import { useSelectedLayoutSegments } from 'next/navigation';

/** One section of the desk; `segments` are the route folders that belong to it, the longest match is the current one. */
export type DeskSection = { readonly href: string; readonly label: string; readonly segments: readonly string[] };

/** The sections of the desk, the current one marked. */
export function DeskNavigation({ sections }: { readonly sections: readonly DeskSection[] }) {
  const path = useSelectedLayoutSegments().join('/');
  const matches = (section: DeskSection) =>
    section.segments.filter((segment) => path === segment || (segment !== '' && path.startsWith(`${segment}/`)));
  const [current] = sections
    .flatMap((section) => matches(section).map((segment) => ({ section, length: segment.length })))
    .sort((a, b) => b.length - a.length);
  return (
    <nav aria-label="Desk">
      <ul className="-mx-2 flex flex-wrap text-interface">
        {sections.map((section) => (
          <li key={section.href}>
            <a
              href={section.href}
              aria-current={current?.section === section ? 'true' : undefined}
              className="group block px-2 py-1.5 text-muted no-underline hover:text-ink aria-[current]:text-ink"
            >
              <span className="border-transparent border-b-2 pb-0.5 group-aria-[current]:border-ink">
                {section.label}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
