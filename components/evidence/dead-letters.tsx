import { InstantLabel } from '@/components/ledger/month-label';
import { type ActionAnswer, ActionForm } from '@/components/ui/action-form';
import { linkWords, TASK_WORDS } from '@/lib/formats/evidence-words';
import { plural } from '@/lib/formats/text';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { deskClaim } from '@/lib/routes';

/** Something that was given up. */
export type ShownDeadLetter = {
  readonly id: number;
  readonly kind: keyof typeof TASK_WORDS;
  readonly url: string;
  readonly outcome: string;
  readonly status: number | null;
  readonly detail: string | null;
  readonly attempts: number;
  readonly at: Instant;
  readonly claim: string | null;
  readonly isAskedAgain: boolean;
};

/** Outcomes whose words are not all that is known. */
const TELLING = ['refused', 'unreachable', 'unusable'];

/** What was given up, the latest first, each with a way to have it tried again (O6). */
export function DeadLetters({
  letters,
  retry,
}: {
  readonly letters: readonly ShownDeadLetter[];
  readonly retry: (before: ActionAnswer | null, form: FormData) => Promise<ActionAnswer | null>;
}) {
  return (
    <ol className="grid gap-6">
      {letters.map((letter) => (
        <li key={letter.id} className="border-line border-t pt-4 text-interface">
          <p className="font-medium [overflow-wrap:anywhere]">
            {TASK_WORDS[letter.kind]}:{' '}
            <a href={letter.url} rel="external noopener nofollow">
              {letter.url}
            </a>
          </p>
          <p className="mt-1 mb-2 text-muted text-small">
            Given up after {plural(letter.attempts, 'try', 'tries')}, <InstantLabel instant={letter.at} />:{' '}
            {linkWords(letter)}. {TELLING.includes(letter.outcome) && letter.detail}{' '}
            {letter.claim !== null && <a href={deskClaim(letter.claim as ClaimId)}>The claim</a>}
          </p>
          {letter.isAskedAgain ? (
            <p className="text-small">It is tried again.</p>
          ) : (
            <ActionForm
              id={`retry-${letter.id}`}
              action={retry}
              hidden={{ letter: String(letter.id) }}
              submit="Try again"
              trouble="It was not queued"
            />
          )}
        </li>
      ))}
    </ol>
  );
}
