import { InstantLabel } from '@/components/ledger/month-label';
import { formatInstant } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';
import { change as changeAddress } from '@/lib/routes';

/** One publish in the life of a figure. */
export type CellVersion = {
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  /** “First recorded”, “Correction, our mistake”. */
  readonly what: string;
  /** The figure before and after in words; null where there was nothing. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  /** The figure as it was known from this publish on. */
  readonly href: string;
};

/** What a figure was and became, publish by publish, the latest first; each with the way to the figure as it was known then. */
export function CellHistory({ versions }: { readonly versions: readonly CellVersion[] }) {
  return (
    <ol className="mt-2 grid gap-3 text-interface" reversed>
      {versions.toReversed().map(({ ledgerNumber, recordedFrom, what, before, after, reason, href }) => (
        <li key={ledgerNumber} className="border-line border-l-2 pl-3">
          <p>
            <InstantLabel instant={recordedFrom} />, {what}
            {after === null && before === null ? '.' : ':'}
          </p>
          {after === null && before === null ? null : (
            <p className="tabular-nums">
              {before === null ? null : (
                <>
                  <del className="text-muted">{before}</del>
                  <span aria-hidden="true"> → </span>
                  <span className="sr-only"> became </span>
                </>
              )}
              <ins className="no-underline">{after ?? 'nothing'}</ins>
            </p>
          )}
          {reason === null ? null : <p className="max-w-prose">{reason}</p>}
          <p className="text-small">
            <a href={href}>
              As it was known then<span className="sr-only">, {formatInstant(recordedFrom)}</span>
            </a>{' '}
            · <a href={changeAddress(ledgerNumber)}>Publish {ledgerNumber.toString()}</a>
          </p>
        </li>
      ))}
    </ol>
  );
}
