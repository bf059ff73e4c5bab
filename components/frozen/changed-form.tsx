import { Button } from '@/components/ui/button';
import { TextInput } from '@/components/ui/text-input';
import { type View, viewToSearch } from '@/lib/ledger/view';
import { CHANGED } from '@/lib/routes';

/** The two instants: a plain form that works without script. The view travels along. */
export function ChangedForm({
  view,
  since,
  until,
}: {
  readonly view: View;
  /** As they were written; empty for none. */
  readonly since: string;
  readonly until: string;
}) {
  const kept = [...new URLSearchParams(viewToSearch({ ...view, known: null }))];
  return (
    <form action={CHANGED} method="get" className="mb-8 grid max-w-3xl gap-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
      {kept.map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <TextInput
        id="since"
        name="since"
        label="Since"
        help="A date such as 2026-03-03, or with a time: 2026-03-03T14:05Z"
        defaultValue={since}
        required
        autoComplete="off"
      />
      <TextInput
        id="until"
        name="until"
        label="Until"
        help="The same, or empty for now"
        defaultValue={until}
        isOptional
        autoComplete="off"
      />
      <div>
        <Button type="submit">Compare</Button>
      </div>
    </form>
  );
}
