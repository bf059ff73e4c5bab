import { DayLabel } from '@/components/ledger/month-label';
import { capitalise } from '@/lib/formats/text';
import type { ClaimId } from '@/lib/ledger/claim';
import { type Day, type Instant, parseDay } from '@/lib/ledger/month';
import { REPORT_OUTCOMES, type ReportOutcome } from '@/lib/ledger/vocabulary';
import { change, claim as claimAddress } from '@/lib/routes';

/** What the public reads of a report: nothing that its sender wrote. */
export type ReportedOutcome = {
  readonly id: string;
  readonly claim: ClaimId | null;
  readonly createdAt: Instant;
  readonly outcome: ReportOutcome;
  readonly words: string;
  readonly answeredAt: Instant;
  readonly ledgerNumber: bigint | null;
};

const dayOf = (instant: Instant): Day | null => parseDay(instant.slice(0, 10));

function DayOf({ instant }: { readonly instant: Instant }) {
  const day = dayOf(instant);
  return day === null ? instant : <DayLabel day={day} />;
}

/** Reports that were answered: what came of each, why, and the change that put it right. */
export function ReportOutcomes({
  reports,
  namesClaim = false,
}: {
  readonly reports: readonly ReportedOutcome[];
  /** Says which claim each is about. */
  readonly namesClaim?: boolean;
}) {
  return (
    <ol className="mt-3 divide-y divide-line border-line border-y text-interface">
      {reports.map((report) => (
        <li key={report.id} className="py-3">
          <p>
            <strong className="font-medium">{capitalise(REPORT_OUTCOMES[report.outcome].label)}.</strong> {report.words}
          </p>
          <p className="mt-1 text-muted text-small">
            Reported <DayOf instant={report.createdAt} />, answered <DayOf instant={report.answeredAt} />
            {namesClaim && report.claim !== null && (
              <>
                {' '}
                · <a href={claimAddress(report.claim)}>claim {report.claim}</a>
              </>
            )}
            {report.ledgerNumber !== null && (
              <>
                {' '}
                · <a href={change(report.ledgerNumber)}>the change</a>
              </>
            )}{' '}
            · report {report.id.slice(0, 8)}
          </p>
        </li>
      ))}
    </ol>
  );
}
