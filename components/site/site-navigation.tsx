'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { CHANGES, claims, figures, LINEAGE, MATRIX, methodology, SOURCES } from '@/lib/routes';

/** Sections of the site: the address, the word, and the route folders that belong to it. */
const SECTIONS = [
  { href: figures(), label: 'Figures', segments: ['figures', 'view'] },
  { href: MATRIX, label: 'Matrix', segments: ['matrix'] },
  { href: claims(), label: 'Claims', segments: ['claims'] },
  { href: SOURCES, label: 'Sources', segments: ['sources'] },
  { href: LINEAGE, label: 'Lineage', segments: ['lineage'] },
  { href: methodology(), label: 'Method', segments: ['methodology', 'codebook'] },
  { href: CHANGES, label: 'Changes', segments: ['changes'] },
] as const;

/**
 * The main navigation with the section one is in marked. It asks for the route's segment, not its path: a rewritten address
 * differs between server and browser, the segment does not.
 */
export function SiteNavigation() {
  const segment = useSelectedLayoutSegment();
  return (
    <nav aria-label="Main">
      <ul className="-mx-1.5 flex flex-wrap text-interface sm:-mx-2">
        {SECTIONS.map((section) => {
          const isCurrent = (section.segments as readonly string[]).includes(segment ?? '');
          return (
            <li key={section.href}>
              <a
                href={section.href}
                aria-current={isCurrent ? 'true' : undefined}
                className="group block px-1.5 py-1.5 sm:px-2 text-muted no-underline hover:text-ink aria-[current]:text-ink"
              >
                <span className="border-transparent border-b-2 pb-0.5 group-aria-[current]:border-ink">
                  {section.label}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
