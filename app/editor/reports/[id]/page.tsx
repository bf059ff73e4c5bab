import type { Metadata } from 'next';
import { answerReportAction, reopenReportAction } from '@/app/editor/reports/actions';
import { InstantLabel } from '@/components/ledger/month-label';
import { AnswerReportForm, ReopenReportForm } from '@/components/reports/answer-forms';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readReport } from '@/lib/data/reports';
import { REPORT_OUTCOMES } from '@/lib/ledger/vocabulary';
import { change, claim as claimAddress, deskClaim, deskReports } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Report' };

/** One report with everything its reader wrote, and the answer to it (R10). */
export default async function ReportPage({ params }: PageProps<'/editor/reports/[id]'>) {
  await requireMay('queue.read');
  const { id } = await params;
  const report = await readReport(id);
  if (report === null)
    return (
      <PageHeader title="No such report">
        <p>
          <a href={deskReports()}>All reports</a>
        </p>
      </PageHeader>
    );
  const { answer } = report;
  return (
    <article>
      <PageHeader
        kicker={
          <>
            <a href={deskReports()}>Reports</a> · {id.slice(0, 8)}
          </>
        }
        title={answer === null ? 'A report of an error' : `Answered: ${REPORT_OUTCOMES[answer.outcome].label}`}
      />
      <div className="max-w-prose">
        <p className="whitespace-pre-wrap border-line border-l-2 pl-4 [overflow-wrap:anywhere]">{report.wrong}</p>
        <div className="mt-6">
          <Facts
            facts={[
              {
                term: 'About',
                value:
                  report.claim === null ? (
                    report.page === null ? (
                      'No claim named'
                    ) : (
                      <a href={report.page}>{report.page}</a>
                    )
                  ) : (
                    <>
                      <a href={claimAddress(report.claim)}>claim {report.claim}</a>,{' '}
                      <a href={deskClaim(report.claim)}>at the desk</a>
                    </>
                  ),
              },
              // What strangers write is text here and never a link.
              { term: 'Seen', value: report.seen },
              { term: 'Answer to', value: report.email },
              { term: 'Sent', value: <InstantLabel instant={report.createdAt} /> },
            ]}
          />
        </div>
      </div>
      <section aria-labelledby="answer" className="mt-10 max-w-xl">
        <h2 id="answer">{answer === null ? 'Answer it' : 'The answer'}</h2>
        {answer === null ? (
          <div className="mt-4">
            <AnswerReportForm report={id} action={answerReportAction} />
          </div>
        ) : (
          <>
            <p className="mt-3">{answer.words}</p>
            <p className="mt-2 mb-4 text-muted text-small">
              {answer.by}, <InstantLabel instant={answer.answeredAt} />
              {answer.ledgerNumber !== null && (
                <>
                  {' '}
                  · <a href={change(answer.ledgerNumber)}>change {String(answer.ledgerNumber)}</a>
                </>
              )}
            </p>
            <ReopenReportForm report={id} action={reopenReportAction} />
          </>
        )}
      </section>
    </article>
  );
}
