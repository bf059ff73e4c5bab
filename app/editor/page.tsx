import type { Metadata } from 'next';
import { connection } from 'next/server';
import { DraftList } from '@/components/claims/form/draft-list';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { SearchForm } from '@/components/ui/search-form';
import { requireMay } from '@/lib/auth/guard';
import { listOwnProposals, listQueue } from '@/lib/data/proposals';
import { readWorkList } from '@/lib/data/second-keys';
import { formatDay, plural } from '@/lib/formats/text';
import { permit } from '@/lib/ledger/permissions';
import {
  DESK_CLAIMS,
  DESK_IMPORT,
  DESK_QUEUE,
  DESK_SECOND_KEY,
  newClaim,
  queue,
  review,
  secondKey,
} from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: { absolute: 'Desk – Attrition Ledger' } };

/** As many as one can do before lunch. */
const SHORT_LIST = 5;

/** Where a day at the desk begins: what came back, what one has begun, what waits for one, and what is worth doing next. */
export default async function DeskPage() {
  await connection();
  const person = await requireMay('draft.begin');
  const isEditor = permit(person, 'queue.read').ok;
  const mayReview = permit(person, 'review.publish', { by: [] }).ok;
  const [own, waiting, work] = await Promise.all([
    listOwnProposals(person.id),
    isEditor ? listQueue({ sort: 'age', kind: null, assignee: null }) : [],
    isEditor ? readWorkList(person, SHORT_LIST) : [],
  ]);
  const back = own.filter(({ state }) => state === 'changes_asked');
  const drafts = own.filter(({ state }) => state === 'draft');
  const sent = own.filter(({ state }) => state === 'in_review');
  const closed = own.filter(({ state }) => ['published', 'rejected', 'abandoned'].includes(state)).slice(0, 10);
  const assigned = waiting.filter(({ assignee }) => assignee?.id === person.id);
  const publishable = waiting.filter(({ by }) => !by.includes(person.id));
  return (
    <>
      <PageHeader title={`Desk of ${person.name}`} />
      <div className="mb-10 flex flex-wrap gap-3">
        <ButtonLink href={newClaim()} look="strong">
          New claim
        </ButtonLink>
        {isEditor && <ButtonLink href={DESK_IMPORT}>Import a file</ButtonLink>}
      </div>
      <div className="mb-10">
        <SearchForm id="desk-search" action={DESK_CLAIMS} label="Find a public claim by id, key or words" />
      </div>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-10">
          {back.length > 0 && <DraftList id="back" title="Sent back to you" drafts={back} />}
          <DraftList
            id="drafts"
            title="Your drafts"
            drafts={drafts}
            empty="You have no draft. Drafts save themselves while you type."
          />
          {sent.length > 0 && <DraftList id="sent" title="Yours, waiting for a reviewer" drafts={sent} />}
          {closed.length > 0 && <DraftList id="closed" title="Done lately" drafts={closed} />}
        </div>
        {isEditor && (
          <div className="grid content-start gap-8">
            <section aria-labelledby="waits">
              <h2 id="waits" className="mb-2 text-heading-3">
                Waits for you
              </h2>
              {assigned.length > 0 && (
                <ul className="mb-2 grid gap-2 text-interface">
                  {assigned.slice(0, SHORT_LIST).map(({ id, title }) => (
                    <li key={id}>
                      <a href={review(id)}>{title}</a>
                    </li>
                  ))}
                </ul>
              )}
              <p className="text-interface">
                {assigned.length === 0 && 'Nothing is assigned to you. '}
                {mayReview && publishable.length > 0 ? (
                  <a href={queue({ sort: 'effect' })}>
                    {plural(publishable.length, 'proposal')} in the queue that you may publish
                  </a>
                ) : (
                  <a href={DESK_QUEUE}>{plural(waiting.length, 'proposal')} in the queue</a>
                )}
              </p>
            </section>
            <section aria-labelledby="worth">
              <h2 id="worth" className="mb-2 text-heading-3">
                Worth keying next
              </h2>
              {work.length === 0 ? (
                <p className="text-interface text-muted">Nothing waits for a second key of yours.</p>
              ) : (
                <ul className="grid gap-2 text-interface">
                  {work.map(({ subject, sourceName, publisher, title, publishedOn, figures, why }) => (
                    <li key={subject}>
                      <a href={secondKey(subject)}>{sourceName}</a>
                      <span className="block text-muted text-small">
                        {[
                          title ?? publisher,
                          publishedOn === null ? null : formatDay(publishedOn),
                          why === 'review' ? 'in review' : figures > 0 ? `feeds ${plural(figures, 'figure')}` : null,
                        ]
                          .filter((words) => words !== null)
                          .join(' · ')}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              <p className="mt-2 text-interface">
                <a href={DESK_SECOND_KEY}>All of the work list</a>
              </p>
            </section>
          </div>
        )}
      </div>
    </>
  );
}
