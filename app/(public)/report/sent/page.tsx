import type { Metadata } from 'next';
import { toPairs } from '@/app/search-params';
import { EmptyState } from '@/components/site/empty-state';
import { readReport } from '@/lib/data/reports';
import { claim as claimAddress, claims, REPORT_LOG } from '@/lib/routes';

export const metadata: Metadata = { title: 'Report received', robots: { index: false } };
export const instant = false;

/** What happens with a report now. Shows nothing that was written in it. */
export default async function ReportSentPage({ searchParams }: PageProps<'/report/sent'>) {
  const report = await readReport(new Map(toPairs(await searchParams)).get('id') ?? '');
  if (report === null)
    return (
      <EmptyState title="No such report">
        <p>
          This address names no report. <a href={claims()}>All claims</a>
        </p>
      </EmptyState>
    );
  return (
    <EmptyState title="Your report has been received">
      <p>
        Its number is <code>{report.id.slice(0, 8)}</code>. An editor will look at it. What comes of it, and why, will
        stand in the <a href={REPORT_LOG}>log of reports</a>
        {report.claim !== null && ' and on the page of the claim'}; what you wrote will not.
      </p>
      {report.claim !== null && (
        <p>
          <a href={claimAddress(report.claim)}>Back to the claim</a>
        </p>
      )}
    </EmptyState>
  );
}
