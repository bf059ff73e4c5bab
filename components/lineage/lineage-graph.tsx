import { drawLineage } from '@/lib/formats/lineage-drawing';
import { componentSentence, nodeWords } from '@/lib/formats/lineage-words';
import type { LineageComponent, LineageEdgeKind, LineageNode } from '@/lib/ledger/lineage-graph';

const DASHES: Readonly<Record<LineageEdgeKind, string | undefined>> = {
  repeats: undefined,
  derives_from: '6 4',
  ratio_of: '2 4',
};

/** The mark of a source: an origin is solid, one that goes back to another hollow, one without a voice a lying line. */
function Mark({ x, y, isOrigin, isSilent }: { x: number; y: number; isOrigin: boolean; isSilent: boolean }) {
  if (isSilent) return <path d={`M${x - 6} ${y}H${x + 6}`} className="stroke-ink" strokeWidth="3" />;
  return (
    <circle cx={x} cy={y} r="6" className={isOrigin ? 'fill-ink stroke-ink' : 'fill-card stroke-ink'} strokeWidth="2" />
  );
}

/** One lineage as a picture: origins, and under each what goes back to it. Drawn by the server; the table beside it says the same. */
export function LineageGraph({
  id,
  component,
  nameOf,
}: {
  readonly id: string;
  readonly component: LineageComponent;
  readonly nameOf: (node: LineageNode) => string;
}) {
  const drawing = drawLineage(component, nameOf, (node) => nodeWords(node, component));
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      width={drawing.width}
      height={drawing.height}
      className="h-auto max-w-full"
    >
      <title id={`${id}-title`}>{componentSentence(component, nameOf)}</title>
      {drawing.links.map(({ link, path }) => (
        <path
          key={`${link.kind} ${link.from} ${link.to}`}
          d={path}
          className="fill-none stroke-control"
          strokeWidth="1.5"
          strokeDasharray={DASHES[link.kind]}
        />
      ))}
      {drawing.nodes.map(({ node, x, y, textX, isSilent, name, words }) => (
        <g key={node.id}>
          <Mark x={x} y={y} isOrigin={component.roots.includes(node.id)} isSilent={isSilent} />
          <text x={textX} y={y + 5} className="fill-ink font-sans font-semibold text-[15px]">
            {name}
          </text>
          <text x={textX} y={y + 22} className="fill-muted font-sans text-[12.5px]">
            {words}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** What the marks and lines mean. */
export function LineageKey() {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-muted text-small">
      {(
        [
          ['origin', 'origin: it says the number first, as far as is recorded', { isOrigin: true, isSilent: false }],
          ['back', 'goes back to the one above', { isOrigin: false, isSilent: false }],
          ['silent', 'no voice: only ratios, or estimates of estimates', { isOrigin: false, isSilent: true }],
        ] as const
      ).map(([key, words, mark]) => (
        <li key={key} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
            <Mark x={8} y={8} {...mark} />
          </svg>
          {words}
        </li>
      ))}
      {(
        [
          ['repeats', 'repeats'],
          ['derives_from', 'computed from'],
          ['ratio_of', 'ratio of'],
        ] as const
      ).map(([kind, words]) => (
        <li key={kind} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 28 8" width="28" height="8">
            <path d="M0 4H28" className="stroke-control" strokeWidth="1.5" strokeDasharray={DASHES[kind]} />
          </svg>
          {words}
        </li>
      ))}
      <li>A line at the right edge is a further tie.</li>
    </ul>
  );
}
