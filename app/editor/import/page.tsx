import type { Metadata } from 'next';
import { connection } from 'next/server';
import { toPairs } from '@/app/search-params';
import { ImportList } from '@/components/imports/import-list';
import { UploadForm } from '@/components/imports/upload-form';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { type ImportBatch, listImports } from '@/lib/data/import-batches';
import { FILE_REFUSALS } from '@/lib/formats/import-file';
import { formatNumber, plural } from '@/lib/formats/text';
import { PROPOSAL_STATES } from '@/lib/ledger/review';
import { isCodeOf } from '@/lib/ledger/vocabulary';

export const instant = false;
export const metadata: Metadata = { title: 'Import' };

/** How an import stands, in two words. */
function stateWords({ stage, trouble, proposal, report }: ImportBatch): string {
  if (proposal !== null) return PROPOSAL_STATES[proposal.state].label;
  if (trouble !== null) return 'Broken off';
  if (stage === 'columns') return 'Columns to name';
  if (stage === 'checking') return 'Being checked';
  return report !== null && report.errorRows > 0 ? 'Has mistakes' : 'Checked';
}

function contentWords({ report, stage }: ImportBatch): string {
  if (report === null || stage === 'checking') return '';
  if (report.errorRows > 0) return `${plural(report.errorRows, 'row')} with mistakes of ${formatNumber(report.rows)}`;
  const fresh = report.fresh + report.extended;
  return fresh === 0 ? 'nothing new' : `${plural(fresh, 'claim')} of ${plural(report.rows, 'row')}`;
}

/** Where files are handed in, and those that were. */
export default async function ImportPage({ searchParams }: PageProps<'/editor/import'>) {
  await connection();
  await requireMay('import.stage');
  const refused = new Map(toPairs(await searchParams)).get('refused');
  const imports = await listImports();
  return (
    <>
      <PageHeader title="Import">
        <p>Many claims at once: from a file, checked first, reviewed and published as one batch.</p>
      </PageHeader>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <section aria-labelledby="hand-in">
          <h2 id="hand-in" className="mb-4">
            Hand in a file
          </h2>
          <UploadForm refusal={isCodeOf(FILE_REFUSALS, refused) ? FILE_REFUSALS[refused] : null} />
        </section>
        <section aria-labelledby="lately" className="min-w-0">
          <h2 id="lately" className="mb-4">
            Lately
          </h2>
          <ImportList
            imports={imports.map((batch) => ({
              id: batch.id,
              name: batch.name,
              at: batch.createdAt,
              who: batch.person.name,
              state: stateWords(batch),
              what: contentWords(batch),
            }))}
          />
        </section>
      </div>
    </>
  );
}
