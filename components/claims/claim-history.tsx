import type { ReactNode } from 'react';
import { InstantLabel } from '@/components/ledger/month-label';
import { toClaimChanges } from '@/lib/formats/claim-changes';
import { capitalise } from '@/lib/formats/text';
import type { Claim } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import {
  type Attribution,
  CHANGE_CAUSES,
  CHANGE_CLASSES,
  type ChangeCause,
  type ChangeClass,
} from '@/lib/ledger/vocabulary';

/** One version of a claim, as the ledger held it from one instant to the next. */
export type HistoryVersion = {
  readonly revision: number;
  readonly recordedFrom: Instant;
  readonly recordedTo: Instant | null;
  readonly changeClass: ChangeClass;
  readonly changeNote: string | null;
  readonly changeCause: ChangeCause | null;
  readonly attribution: Attribution;
  readonly changed: readonly (keyof Claim)[];
  readonly claim: Claim;
};

/** What became of the claim's verification with a version: nothing unless a second key began to hold, or no longer holds. */
function verificationWords(before: HistoryVersion | undefined, version: HistoryVersion): string | null {
  const [was, is] = [before?.attribution === 'a2', version.attribution === 'a2'];
  if (is && !was) return 'Re-keyed by a second editor: Checked.';
  return was && !is ? 'No longer Checked: what was keyed twice has changed.' : null;
}

/** Class and cause of a version in words, then its note. */
function changeWords({ changeClass, changeCause, changeNote }: HistoryVersion): string {
  const what = [CHANGE_CLASSES[changeClass].label, changeCause === null ? null : CHANGE_CAUSES[changeCause].label];
  const words = capitalise(what.filter((part) => part !== null).join(', '));
  return changeNote === null ? `${words}.` : `${words}: ${changeNote}`;
}

/**
 * Every version of a claim, the latest first: from when to when the ledger held it, why it changed, and field by field how. `under` is
 * what the desk puts under a version.
 */
export function ClaimHistory({
  versions,
  under,
}: {
  readonly versions: readonly HistoryVersion[];
  readonly under?: (version: HistoryVersion) => ReactNode;
}) {
  return (
    <ol className="mt-3 grid gap-5" reversed start={versions.length}>
      {versions.toReversed().map((version) => {
        const before = versions.find(({ revision }) => revision === version.revision - 1);
        const changes = before === undefined ? [] : toClaimChanges(before.claim, version.claim, version.changed);
        const verified = verificationWords(before, version);
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
            {verified !== null && <p className="font-medium">{verified}</p>}
            <p className="text-muted">{changeWords(version)}</p>
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
            {under?.(version)}
          </li>
        );
      })}
    </ol>
  );
}
