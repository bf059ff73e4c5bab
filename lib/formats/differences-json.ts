/**
 * What changed between two states of a view as one document (R2, A14). Keys keep their name, place and meaning; new ones are added at the
 * end of their object only.
 */
import type { Instant } from '@/lib/ledger/month';
import type { Difference } from '@/lib/ledger/snapshot';
import type { DifferenceLine } from './difference-words';

type State = { readonly knownOn: Instant; readonly ledgerNumber: bigint; readonly methodVersion: string };

/** The document as text, one newline at its end. `lines` are those of the differences, in the same order. */
export function toDifferencesJson(changes: {
  /** The query of `/figures` whose figures are compared. */
  readonly search: string;
  readonly permalink: string | null;
  readonly since: State;
  readonly until: State;
  readonly differences: readonly Difference[];
  readonly lines: readonly DifferenceLine[];
}): string {
  const { search, permalink, since, until, differences, lines } = changes;
  const state = ({ knownOn, ledgerNumber, methodVersion }: State) => ({
    knownOn,
    ledgerNumber: Number(ledgerNumber),
    methodVersion,
  });
  const document = {
    view: search,
    permalink,
    since: state(since),
    until: state(until),
    differences: differences.map(({ place, what, before, after, claims }, index) => {
      const line = lines[index];
      return {
        ...place,
        what,
        before,
        after,
        claims,
        words: line === undefined ? '' : `${line.when}: ${line.before} → ${line.after}`,
        reasons: (line?.reasons ?? []).map((reason) => ({
          words: reason.words,
          class: reason.class,
          reason: reason.reason,
          ledgerNumber: reason.publish === null ? null : Number(reason.publish.ledgerNumber),
          recordedFrom: reason.publish?.at ?? null,
        })),
      };
    }),
  };
  return `${JSON.stringify(document)}\n`;
}
