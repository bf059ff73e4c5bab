import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';

/** One field before and after; null where there was nothing. */
export type FieldDifference = { readonly field: string; readonly before: string | null; readonly after: string | null };

/** What a change would do, field by field; in words when it would do nothing. */
export function FieldDifferences({
  caption,
  differences,
}: {
  readonly caption: string;
  readonly differences: readonly FieldDifference[];
}) {
  if (differences.length === 0) return <p className="text-interface">No field differs from what is public now.</p>;
  return (
    <TableFrame label={caption} caption={caption}>
      <thead>
        <tr>
          <ColumnHead>Field</ColumnHead>
          <ColumnHead>Public now</ColumnHead>
          <ColumnHead>Proposed</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field}>
            <RowHead className="text-muted">{field}</RowHead>
            <Cell className="min-w-32 [overflow-wrap:anywhere]">
              {before === null ? 'nothing' : <del>{before}</del>}
            </Cell>
            <Cell className="min-w-32 font-medium [overflow-wrap:anywhere]">
              {after === null ? 'nothing' : <ins className="no-underline">{after}</ins>}
            </Cell>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
