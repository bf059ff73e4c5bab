import { InstantLabel } from '@/components/ledger/month-label';
import { Facts } from '@/components/ui/facts';
import { roleWords } from '@/lib/formats/changes-words';
import type { Tombstone as Stone } from '@/lib/formats/claims-json';
import { capitalise } from '@/lib/formats/text';
import type { ClaimId } from '@/lib/ledger/claim';
import { parseInstant } from '@/lib/ledger/month';
import { CHANGE_CAUSES } from '@/lib/ledger/vocabulary';
import { claim as claimAddress } from '@/lib/routes';

/** The last millisecond before an instant: what was known until then. */
function justBefore(instant: Stone['withdrawnAt']): string | null {
  return parseInstant(new Date(Date.parse(instant) - 1).toISOString());
}

/** What is left of a withdrawn claim: what it said, why and when it was withdrawn, by which role, and what stands in its place (D5). */
export function Tombstone({
  id,
  sentence,
  tombstone,
}: {
  readonly id: ClaimId;
  readonly sentence: string;
  readonly tombstone: Stone;
}) {
  const { reason, cause, note, withdrawnAt, byRole, replacedBy } = tombstone;
  return (
    <section
      aria-labelledby="tombstone"
      className="rounded-control border-caution-line border-l-4 bg-caution px-4 py-4 text-interface"
    >
      <h2 id="tombstone" className="mb-3 font-sans font-semibold text-body">
        This claim was withdrawn. No figure uses it.
      </h2>
      <Facts
        facts={[
          { term: 'What it said', value: sentence },
          {
            term: 'Why',
            value: [
              cause === null ? null : `${capitalise(CHANGE_CAUSES[cause].label)}.`,
              reason,
              note === reason ? null : note,
            ]
              .filter((part) => part !== null && part !== '')
              .join(' '),
          },
          {
            term: 'When',
            value: (
              <>
                <InstantLabel instant={withdrawnAt} />, {roleWords(byRole)}
              </>
            ),
          },
          {
            term: 'Instead',
            value: replacedBy === null ? null : <a href={claimAddress(replacedBy)}>What the source said later</a>,
          },
          {
            term: 'Kept',
            value: (
              <>
                <a href="#history">Every version of it</a>, and{' '}
                <a href={claimAddress(id, { known: justBefore(withdrawnAt) })}>the page as it was before</a>.
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
