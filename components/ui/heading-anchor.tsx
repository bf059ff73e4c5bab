import type { ReactNode } from 'react';

/** A heading with an address: `id` on the heading, and a link to itself after it. */
export function AnchoredHeading({
  id,
  level,
  children,
}: {
  readonly id: string;
  readonly level: 2 | 3;
  readonly children: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <Heading id={id} className="group">
      {children}{' '}
      <a
        href={`#${id}`}
        aria-label="Link to this section"
        data-print="hide"
        className="font-normal text-muted no-underline opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
      >
        #
      </a>
    </Heading>
  );
}
