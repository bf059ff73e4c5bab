import type { Metadata } from 'next';
import { connection } from 'next/server';
import { toPairs } from '@/app/search-params';
import { ReportForm } from '@/components/reports/report-form';
import { PageHeader } from '@/components/ui/page-header';
import { makeFormToken } from '@/lib/auth/form-token';
import { localPath } from '@/lib/auth/origin';
import { getClaim } from '@/lib/data/claim-detail';
import { NOW } from '@/lib/data/ledger';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { claim as claimAddress, REPORT_FORM, REPORT_LOG } from '@/lib/routes';
import { reportAction } from './actions';

export const metadata: Metadata = { title: 'Report an error', robots: { index: false } };
export const instant = false;

/** The form by which a reader says that something is wrong (R10). */
export default async function ReportPage({ searchParams }: PageProps<'/report'>) {
  await connection();
  const asked = new Map(toPairs(await searchParams));
  const id = (asked.get('claim') ?? '').slice(0, 20);
  const page = localPath(asked.get('page'), '');
  const [claim, token] = await Promise.all([id === '' ? null : getClaim(id, NOW), makeFormToken(REPORT_FORM)]);
  return (
    <>
      <PageHeader title="Report an error">
        <p>
          The editors read every report. What you write is not published; what came of it is, in the{' '}
          <a href={REPORT_LOG}>log of reports</a>.
        </p>
      </PageHeader>
      {claim !== null && (
        <p className="mb-6 max-w-prose border-line border-l-2 pl-4 text-interface">
          About <a href={claimAddress(claim.id)}>claim {claim.id}</a>: {toClaimSentence(claim.claim, claim.source)}
        </p>
      )}
      {claim === null && page !== '' && (
        <p className="mb-6 max-w-prose text-interface [overflow-wrap:anywhere]">
          About the page <a href={page}>{page}</a>
        </p>
      )}
      <ReportForm action={reportAction} claim={id} page={page} token={token} />
    </>
  );
}
