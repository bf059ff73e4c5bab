import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { DESK_SECOND_KEY } from '@/lib/routes';

/** How two keys compare, as far as the second editor may know: never which of them is right, nor what the first one says. */
export type KeyOutcome = {
  readonly agrees: boolean;
  /** The claim is Checked, or will be when it is published. */
  readonly isChecked: boolean;
  /** It is public; otherwise it becomes what it becomes with its publishing. */
  readonly isPublic: boolean;
  /** What keeps it from Checked although both agree. */
  readonly lacks: readonly string[];
  /** The task that comes next, or null when the list is done. */
  readonly next: string | null;
};

function titleOf({ agrees, isChecked, isPublic }: KeyOutcome): string {
  if (!agrees) return 'Saved. The two keys differ: a reviewer will compare.';
  if (!isChecked) return 'Saved. Both keys agree, but it is not Checked yet.';
  return isPublic
    ? 'Saved. Both keys agree: the claim is Checked.'
    : 'Saved. Both keys agree: published, it is Checked.';
}

/** What became of a second key, and where to go on. */
export function KeyResult({ outcome }: { readonly outcome: KeyOutcome }) {
  return (
    <div role="status" className="grid max-w-prose gap-5">
      <Notice title={titleOf(outcome)}>
        {!outcome.agrees && (
          <p>Neither of you is told which is right before somebody else has looked at the publication.</p>
        )}
        {outcome.lacks.length > 0 && (
          <>
            <p>Still missing:</p>
            <ul className="list-disc pl-5">
              {outcome.lacks.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
      <p className="flex flex-wrap items-center gap-4 text-interface">
        {outcome.next !== null && (
          <ButtonLink look="strong" href={outcome.next}>
            Next claim
          </ButtonLink>
        )}
        <a href={DESK_SECOND_KEY}>To the list</a>
      </p>
    </div>
  );
}
