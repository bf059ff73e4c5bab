import type { Metadata } from 'next';
import { connection } from 'next/server';
import { PageLinks } from '@/app/page-links';
import { ReportOutcomes } from '@/components/reports/report-outcomes';
import { PageHeader } from '@/components/ui/page-header';
import { countOpenReports, listAnsweredReports } from '@/lib/data/reports';
import { plural } from '@/lib/formats/text';
import { CHANGES, codebook, REPORT_LOG, reportError } from '@/lib/routes';

export const metadata: Metadata = {
  title: 'Reported errors',
  description: 'Every error that a reader reported, with what came of it and why.',
};
export const instant = false;

/** The public log of reported errors (R10): outcomes and the editors’ words, nothing that a reader wrote. */
export default async function ReportLogPage() {
  await connection();
  const [reports, open] = await Promise.all([listAnsweredReports(), countOpenReports()]);
  return (
    <>
      <PageLinks path={REPORT_LOG} />
      <PageHeader title="Reported errors">
        <p>What readers reported as wrong, and what came of it. What they wrote is not published.</p>
      </PageHeader>
      <p className="text-interface">
        {open === 0 ? 'No report is open.' : `${plural(open, 'report')} ${open === 1 ? 'is' : 'are'} open.`}{' '}
        <a href={reportError()}>Report an error</a> · <a href={CHANGES}>All changes of the ledger</a> ·{' '}
        <a href={codebook('report-outcomes')}>What the outcomes mean</a>
      </p>
      {reports.length === 0 ? (
        <p className="prose-column py-8">No report has been answered yet.</p>
      ) : (
        <ReportOutcomes reports={reports} namesClaim />
      )}
    </>
  );
}
