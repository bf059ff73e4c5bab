import type { Metadata } from 'next';
import { postSource } from '@/app/editor/sources/actions';
import { readSourceDraft, startOf } from '@/app/editor/sources/read-form';
import { textIn } from '@/app/search-params';
import { DraftState } from '@/components/sources/form/draft-state';
import { SourceForm } from '@/components/sources/form/source-form';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { isEditable } from '@/lib/ledger/review';
import { DESK_SOURCES, review } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'New source' };

/** The form of a source that is not registered yet. */
export default async function NewSourcePage({ searchParams }: PageProps<'/editor/sources/new'>) {
  await requireMay('source.propose');
  const asked = await searchParams;
  const proposal = await readSourceDraft(textIn(asked, 'draft'), null);
  if (proposal !== null) await requireMay('draft.read', proposal);
  return (
    <>
      <PageHeader kicker={<a href={DESK_SOURCES}>Sources</a>} title="New source" />
      {proposal !== null && (
        <div className="mb-8 max-w-prose">
          <DraftState state={proposal.state} isSaved={asked.show === 'saved'} reviewHref={review(proposal.id)} />
        </div>
      )}
      {(proposal === null || isEditable(proposal.state)) && (
        <SourceForm key={proposal?.version ?? 0} start={startOf(proposal, null)} action={postSource} />
      )}
    </>
  );
}
