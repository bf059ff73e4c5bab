import { Button } from '@/components/ui/button';
import { CONTROL_LOOK } from '@/components/ui/field';

/** Somebody of the desk. */
export type DeskPerson = { readonly id: string; readonly name: string };

/** Who reviews it: taken with one button, or given to somebody of the list. Plain forms that lead back to where they stand. */
export function AssignForms({
  id,
  describedBy,
  back,
  me,
  assignee,
  people,
  assign,
}: {
  readonly id: string;
  /** Id of the element that names what is assigned. */
  readonly describedBy: string;
  readonly back: string;
  readonly me: string;
  readonly assignee: DeskPerson | null;
  /** Those who may review it. */
  readonly people: readonly DeskPerson[];
  readonly assign: (form: FormData) => Promise<void>;
}) {
  const travelling = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="back" value={back} />
    </>
  );
  return (
    <div className="flex flex-wrap items-center gap-2 text-small">
      {assignee?.id !== me && people.some((person) => person.id === me) && (
        <form action={assign}>
          {travelling}
          <input type="hidden" name="assignee" value={me} />
          <Button type="submit" aria-describedby={describedBy} className="text-small">
            Assign to me
          </Button>
        </form>
      )}
      <form action={assign} className="flex flex-wrap items-center gap-2">
        {travelling}
        <label htmlFor={`assignee-${id}`} className="sr-only">
          Reviewer
        </label>
        <select
          id={`assignee-${id}`}
          name="assignee"
          defaultValue={assignee?.id ?? ''}
          aria-describedby={describedBy}
          className={`${CONTROL_LOOK} max-w-44 text-small`}
        >
          <option value="">Nobody</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.id === me ? `${person.name} (you)` : person.name}
            </option>
          ))}
        </select>
        <Button type="submit" aria-describedby={describedBy} className="text-small">
          Assign
        </Button>
      </form>
    </div>
  );
}
