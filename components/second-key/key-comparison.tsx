import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import type { KeyedRow } from '@/lib/formats/second-key-words';

/** Both keys side by side, field by field; where they differ is said in words and marked. */
export function KeyComparison({ rows, keyer }: { readonly rows: readonly KeyedRow[]; readonly keyer: string }) {
  return (
    <TableFrame label="Both keys" caption="Fields in which the keys differ are marked.">
      <thead>
        <tr>
          <ColumnHead>Field</ColumnHead>
          <ColumnHead>First key</ColumnHead>
          <ColumnHead>Second key, by {keyer}</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field}>
            <RowHead className={row.differs ? 'font-medium' : 'text-muted'}>
              {row.label}
              {row.differs && <span className="block font-normal text-small">differs</span>}
            </RowHead>
            <Cell className={row.differs ? 'bg-caution font-medium' : undefined}>{row.first ?? 'nothing'}</Cell>
            <Cell className={row.differs ? 'bg-caution font-medium' : undefined}>{row.second ?? 'nothing'}</Cell>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
