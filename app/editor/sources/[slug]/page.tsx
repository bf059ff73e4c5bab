import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { gradeSourceAction } from '@/app/editor/grades/actions';
import { postSource } from '@/app/editor/sources/actions';
import { readSourceDraft, startOf } from '@/app/editor/sources/read-form';
import { textIn } from '@/app/search-params';
import { DraftState } from '@/components/sources/form/draft-state';
import { SourceForm } from '@/components/sources/form/source-form';
import { GradeSourceForm } from '@/components/sources/grade-source-form';
import { SourceGrades } from '@/components/sources/source-grades';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readSourceGrades } from '@/lib/data/assessments';
import { NOW } from '@/lib/data/ledger';
import { getSource } from '@/lib/data/source-pages';
import { isEditable } from '@/lib/ledger/review';
import { fromSource } from '@/lib/ledger/source-draft';
import { DESK_SOURCES, review, source as sourceAddress } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Source' };

/** A registered source with the form that proposes a change of it. */
export default async function DeskSourcePage({ params, searchParams }: PageProps<'/editor/sources/[slug]'>) {
  await requireMay('source.propose');
  const { slug } = await params;
  const asked = await searchParams;
  const detail = await getSource(slug, NOW);
  if (detail === null) notFound();
  const proposal = await readSourceDraft(textIn(asked, 'draft'), slug);
  if (proposal !== null) await requireMay('draft.read', proposal);
  const grades = await readSourceGrades(slug, NOW);
  const gradable = detail.perMetric.map(({ metric, side }) => ({ metric, side }));
  const registered = {
    slug,
    revision: detail.history.at(-1)?.revision ?? 1,
    draft: fromSource(detail.source),
  };
  return (
    <>
      <PageHeader kicker={<a href={DESK_SOURCES}>Sources</a>} title={detail.source.name}>
        <p className="text-body">
          Version {registered.revision}. <a href={sourceAddress(slug)}>The public page, with its history</a>
        </p>
      </PageHeader>
      {proposal !== null && (
        <div className="mb-8 max-w-prose">
          <DraftState state={proposal.state} isSaved={asked.show === 'saved'} reviewHref={review(proposal.id)} />
        </div>
      )}
      {(proposal === null || isEditable(proposal.state)) && (
        <SourceForm key={proposal?.version ?? 0} start={startOf(proposal, registered)} action={postSource} />
      )}
      <section aria-labelledby="reliability" className="mt-12 max-w-prose border-line border-t pt-8">
        <h2 id="reliability">Reliability</h2>
        <p className="mt-1 mb-4 text-interface text-muted">
          A grade counts at once, from today on, and stands in the public log with its reason. It weighs nothing.
        </p>
        <SourceGrades about={grades} />
        <div className="mt-6">
          <GradeSourceForm source={slug} about={gradable} action={gradeSourceAction} />
        </div>
      </section>
    </>
  );
}
