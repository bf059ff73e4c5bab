import { Tag } from '@/components/ui/badge';
import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { formatInstant } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';
import { deskImport } from '@/lib/routes';

/** One import as the list shows it. */
export type ListedImport = {
  readonly id: string;
  readonly name: string;
  readonly at: Instant;
  readonly who: string;
  readonly state: string;
  /** What it would bring in, in words. */
  readonly what: string;
};

/** Files that were handed in lately. */
export function ImportList({ imports }: { readonly imports: readonly ListedImport[] }) {
  if (imports.length === 0) return <p className="text-interface text-muted">No file has been handed in yet.</p>;
  return (
    <TableFrame label="Imports" caption="Newest first. What was put away is not listed.">
      <thead>
        <tr>
          <ColumnHead>File</ColumnHead>
          <ColumnHead>Stands</ColumnHead>
          <ColumnHead>What is in it</ColumnHead>
          <ColumnHead>Handed in</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {imports.map(({ id, name, at, who, state, what }) => (
          <tr key={id}>
            <RowHead className="break-words">
              <a href={deskImport(id)}>{name}</a>
            </RowHead>
            <Cell className="whitespace-nowrap">
              <Tag>{state}</Tag>
            </Cell>
            <Cell className="min-w-40">{what}</Cell>
            <Cell className="min-w-36">
              <time dateTime={at}>{formatInstant(at)}</time>
              <span className="block text-muted text-small">{who}</span>
            </Cell>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
