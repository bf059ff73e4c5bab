import { InstantLabel } from '@/components/ledger/month-label';
import { Tag } from '@/components/ui/badge';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { REPORT_OUTCOMES, type ReportOutcome } from '@/lib/ledger/vocabulary';
import { deskReport } from '@/lib/routes';

/** What the desk's list shows of a report. */
export type ListedReport = {
  readonly id: string;
  readonly claim: ClaimId | null;
  readonly page: string | null;
  readonly wrong: string;
  readonly createdAt: Instant;
  readonly answer: { readonly outcome: ReportOutcome } | null;
};

const begins = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

/** Reports, one row each. */
export function ReportList({ reports }: { readonly reports: readonly ListedReport[] }) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {reports.map((report) => (
        <li key={report.id} className="py-3">
          <h2 className="font-normal font-sans text-interface [overflow-wrap:anywhere]">
            <a href={deskReport(report.id)}>{begins(report.wrong)}</a>
          </h2>
          <p className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-muted text-small">
            {report.answer !== null && <Tag>{REPORT_OUTCOMES[report.answer.outcome].label}</Tag>}
            <span>{report.claim === null ? (report.page ?? 'about no claim') : `claim ${report.claim}`}</span>
            <InstantLabel instant={report.createdAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}
