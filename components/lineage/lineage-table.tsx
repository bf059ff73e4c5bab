import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { formatNumber, plural } from '@/lib/formats/text';
import { LINEAGE_EDGES, type LineageComponent, type LineageNode } from '@/lib/ledger/lineage-graph';
import type { Side } from '@/lib/ledger/vocabulary';
import { claims, source } from '@/lib/routes';

/** The same as the pictures in words: each line of them one row. */
export function LineageTable({
  label,
  side,
  components,
  nameOf,
  known,
}: {
  readonly label: string;
  readonly side: Side;
  readonly components: readonly LineageComponent[];
  readonly nameOf: (node: LineageNode) => string;
  readonly known: string | null;
}) {
  const links = components.flatMap((component) =>
    component.links.flatMap((link) => {
      const [from, to] = [link.from, link.to].map((end) => component.nodes.find(({ id }) => id === end));
      return from && to ? { link, from, to, isOrigin: component.roots.includes(to.id) } : [];
    }),
  );
  return (
    <TableFrame label={label} caption={plural(links.length, 'tie')}>
      <thead>
        <tr>
          <ColumnHead className="min-w-40">Source</ColumnHead>
          <ColumnHead className="min-w-24">does what</ColumnHead>
          <ColumnHead className="min-w-40">with whose number</ColumnHead>
          <ColumnHead numeric>Claims</ColumnHead>
          <ColumnHead numeric>Months</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {links.map(({ link, from, to, isOrigin }) => (
          <tr key={`${link.kind} ${link.from} ${link.to}`}>
            <RowHead className="min-w-40">
              <a href={source(from.source, { known })}>{nameOf(from)}</a>
              {from.claims > 0 && from.noVoice >= from.claims && (
                <span className="block text-muted text-small">no voice of its own</span>
              )}
            </RowHead>
            <Cell>{LINEAGE_EDGES[link.kind].label}</Cell>
            <Cell>
              <a href={source(to.source, { known })}>{nameOf(to)}</a>
              {isOrigin && <span className="block text-muted text-small">origin</span>}
            </Cell>
            <Cell numeric>
              <a href={claims({ source: from.source, metric: link.metric, side, known })}>
                {formatNumber(link.claims)}
              </a>
            </Cell>
            <Cell numeric>{formatNumber(link.months)}</Cell>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
