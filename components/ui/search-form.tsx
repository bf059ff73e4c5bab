import { Button } from './button';

/** A search box with its label and button: a plain form that works without script. `keep` travels along in hidden fields. */
export function SearchForm({
  id,
  action,
  label,
  text = '',
  keep = [],
}: {
  readonly id: string;
  readonly action: string;
  readonly label: string;
  readonly text?: string;
  readonly keep?: readonly (readonly [key: string, text: string])[];
}) {
  return (
    <search>
      <form action={action} method="get" className="flex max-w-xl flex-wrap gap-2 font-sans">
        <label htmlFor={id} className="w-full text-muted text-small">
          {label}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          maxLength={200}
          defaultValue={text}
          className="min-h-9 min-w-0 grow rounded-control border border-control bg-card px-3 py-1.5 text-ink text-interface"
        />
        {keep.map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}
