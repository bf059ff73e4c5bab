import { Notice } from '@/components/ui/notice';

/** What of an address was not understood, each thing named; nothing when all was (bad input never hides a page). */
export function AddressNotes({
  notes,
}: {
  readonly notes: readonly { readonly key: string; readonly message: string }[];
}) {
  if (notes.length === 0) return null;
  return (
    <div className="mb-6">
      <Notice tone="caution" title="Part of this address was not understood.">
        <ul className="list-disc pl-5">
          {notes.map((note) => (
            <li key={`${note.key} ${note.message}`}>
              <code>{note.key}</code>: {note.message}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
