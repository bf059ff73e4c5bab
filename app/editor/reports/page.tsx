import type { Metadata } from 'next';
import { toPairs } from '@/app/search-params';
import { ReportList } from '@/components/reports/report-list';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { listReports } from '@/lib/data/reports';
import { deskReports, REPORT_LOG } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Reports' };

/** What readers reported as wrong: what waits for an answer, and what was answered (R10). */
export default async function ReportsPage({ searchParams }: PageProps<'/editor/reports'>) {
  await requireMay('queue.read');
  const state = new Map(toPairs(await searchParams)).get('state') === 'answered' ? 'answered' : 'open';
  const reports = await listReports(state);
  return (
    <>
      <PageHeader title="Reports of errors">
        <p>What readers say is wrong. Your answer and its outcome are public, what the reader wrote is not.</p>
      </PageHeader>
      <nav aria-label="Which reports" className="mb-6 flex gap-4 text-interface">
        <a
          href={deskReports()}
          aria-current={state === 'open' ? 'true' : undefined}
          className="aria-[current]:font-semibold"
        >
          Open
        </a>
        <a
          href={deskReports('answered')}
          aria-current={state === 'answered' ? 'true' : undefined}
          className="aria-[current]:font-semibold"
        >
          Answered
        </a>
        <a href={REPORT_LOG}>The public log</a>
      </nav>
      {reports.length === 0 ? (
        <p className="text-interface">
          {state === 'open' ? 'No report waits for an answer.' : 'None was answered yet.'}
        </p>
      ) : (
        <ReportList reports={reports} />
      )}
    </>
  );
}
