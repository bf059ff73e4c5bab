import { mistakeLine } from '@/lib/formats/import-problems';
import { plural } from '@/lib/formats/text';
import type { ImportReport } from '@/lib/ledger/import-report';

/** Mistakes or warnings by field, each kind with the rows where it stands. */
export function Findings({ found }: { readonly found: ImportReport['errors'] }) {
  return (
    <ul className="grid gap-4 text-interface">
      {found.map(({ field, count, mistakes, more }) => (
        <li key={field ?? ''}>
          <h3 className="font-semibold text-interface">
            {field === null ? 'Rows or the file as a whole' : <code>{field}</code>}
            <span className="ml-2 font-normal font-sans text-muted text-small">{plural(count, 'row')}</span>
          </h3>
          <ul className="mt-1 list-disc space-y-1 pl-5">
            {mistakes.map((mistake) => (
              <li key={`${mistake.rows} ${mistake.message}`} className="break-words">
                {mistakeLine(field, mistake)}
              </li>
            ))}
            {more > 0 && <li>{plural(more, 'further kind')} of mistakes in this field.</li>}
          </ul>
        </li>
      ))}
    </ul>
  );
}
