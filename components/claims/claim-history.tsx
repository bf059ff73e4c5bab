import { InstantLabel } from '@/components/ledger/month-label';
import { toClaimChanges } from '@/lib/formats/claim-changes';
import { capitalise } from '@/lib/formats/text';
import type { Claim } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { CHANGE_CLASSES, type ChangeClass } from '@/lib/ledger/vocabulary';

/** One version of a claim, as the ledger held it from one instant to the next. */
export type HistoryVersion = {
  readonly revision: number;
  readonly recordedFrom: Instant;
  readonly recordedTo: Instant | null;
  readonly changeClass: ChangeClass;
  readonly changeNote: string | null;
  readonly changed: readonly (keyof Claim)[];
  readonly claim: Claim;
};

/** Every version of a claim, the latest first: from when to when the ledger held it, why it changed, and field by field how. */
export function ClaimHistory({ versions }: { readonly versions: readonly HistoryVersion[] }) {
  return (
    <ol className="mt-3 grid gap-5" reversed start={versions.length}>
      {versions.toReversed().map((version) => {
        const before = versions.find(({ revision }) => revision === version.revision - 1);
        const changes = before === undefined ? [] : toClaimChanges(before.claim, version.claim, version.changed);
        return (
          <li key={version.revision} className="border-line border-l-2 pl-4 text-interface">
            <p>
              <span className="font-medium">Version {version.revision}</span>,{' '}
              {version.recordedTo === null ? 'held since ' : 'held from '}
              <InstantLabel instant={version.recordedFrom} />
              {version.recordedTo !== null && (
                <>
                  {' '}
                  until <InstantLabel instant={version.recordedTo} />
                </>
              )}
            </p>
            <p className="text-muted">
              {capitalise(CHANGE_CLASSES[version.changeClass].label)}
              {version.changeNote === null ? '.' : `: ${version.changeNote}`}
            </p>
            {changes.length > 0 && (
              <ul className="mt-1 list-disc pl-5">
                {changes.map((change) => (
                  <li key={change.field}>
                    {change.field}: {change.before === null ? 'nothing' : <s>{change.before}</s>} →{' '}
                    {change.after ?? 'nothing'}
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}
