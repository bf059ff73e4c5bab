import type { Metadata } from 'next';
import { assign } from '@/app/editor/queue/actions';
import { AssignForms } from '@/components/review/assign-forms';
import { EffectList } from '@/components/review/effect-list';
import { type LogEntry, ProposalLog } from '@/components/review/proposal-log';
import { Box, Section } from '@/components/review/review-sections';
import { EmptyState } from '@/components/site/empty-state';
import { ActionForm } from '@/components/ui/action-form';
import { Tag } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay, requirePerson } from '@/lib/auth/guard';
import { readCatalogue } from '@/lib/data/catalogue';
import { NOW } from '@/lib/data/ledger';
import { listReviewers, type ProposalLogEntry, readProposal, readProposalLog } from '@/lib/data/proposals';
import { readKeysOf } from '@/lib/data/second-keys';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { waitingWords } from '@/lib/formats/review-words';
import { capitalise } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';
import { permit } from '@/lib/ledger/permissions';
import { PROPOSAL_KINDS, PROPOSAL_STATES } from '@/lib/ledger/review';
import { CHANGE_CAUSES, CHANGE_CLASSES } from '@/lib/ledger/vocabulary';
import {
  change as changeAddress,
  claim as claimAddress,
  DESK_QUEUE,
  deskClaim,
  draft,
  draftComparison,
  review,
} from '@/lib/routes';
import { comment } from './actions';
import { Content } from './content';
import { Decide } from './decide';
import { readReview } from './read-review';
import { SecondKeyState } from './second-key-state';

export const instant = false;
export const metadata: Metadata = { title: 'Review' };

function toLogEntries(entries: readonly ProposalLogEntry[]): LogEntry[] {
  return entries.map((entry, index): LogEntry => {
    const about = { key: `${index}`, at: entry.at, who: entry.person.name };
    if (entry.kind === 'comment') return { ...about, kind: 'comment', body: entry.body };
    if (entry.kind === 'version') return { ...about, kind: 'version', version: entry.version };
    return { ...about, kind: 'event', transition: entry.transition, note: entry.note };
  });
}

/** One proposal before a reviewer: all that would be published, what it moves, what was said about it, and what can be done with it. */
export default async function ReviewPage({ params }: PageProps<'/editor/queue/[id]'>) {
  const asking = await requirePerson();
  const proposal = await readProposal((await params).id);
  if (proposal === null)
    return (
      <EmptyState title="There is no such proposal">
        <p>
          The address may be cut off. Proposals are never deleted. <a href={DESK_QUEUE}>Look through the queue.</a>
        </p>
      </EmptyState>
    );
  const person = await requireMay('draft.read', proposal);
  const isClaim = proposal.kind === 'new_claim' || proposal.kind === 'revision';
  const [content, log, keys, reviewers, { sources }] = await Promise.all([
    readReview(proposal),
    readProposalLog(proposal.id),
    readKeysOf(proposal.id, proposal.version),
    listReviewers(),
    readCatalogue(NOW),
  ]);
  const nameOf = (slug: string) => sources.find((source) => source.slug === slug)?.name ?? slug;
  const title = content.kind === 'claim' ? toClaimSentence(content.claim, content.source) : proposal.title;
  const effect = content.kind === 'claim' ? content.entry.effect : content.kind === 'import' ? content.effect : null;
  const inReview = proposal.state === 'in_review';
  const waited = waitingWords(proposal.sentAt ?? proposal.createdAt, new Date().toISOString() as Instant);
  const isOwn = proposal.by.includes(asking.id);
  return (
    <article>
      <PageHeader
        kicker={
          <>
            <a href={DESK_QUEUE}>Queue</a> · {PROPOSAL_KINDS[proposal.kind].label}
          </>
        }
        title={<span id="proposal-title">{title}</span>}
        isSentence
      />
      <p className="-mt-5 mb-2 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-interface text-muted">
        <Tag>{PROPOSAL_STATES[proposal.state].label}</Tag>
        <span>from {proposal.author.name}</span>
        {inReview && <span>waits {waited}</span>}
        <span>version {proposal.version}</span>
        <span>{proposal.assignee === null ? 'assigned to nobody' : `assigned to ${proposal.assignee.name}`}</span>
      </p>
      <div className="grid gap-3 empty:hidden">
        {proposal.publishedLedgerNumber !== null && (
          <Notice title="Published.">
            <p>
              <a href={changeAddress(proposal.publishedLedgerNumber)}>
                Publish {String(proposal.publishedLedgerNumber)} in the public log
              </a>
              {proposal.claimId !== null && (
                <>
                  {' · '}
                  <a href={claimAddress(proposal.claimId)}>the public claim</a>
                  {' · '}
                  <a href={deskClaim(proposal.claimId)}>the claim at the desk</a>
                </>
              )}
            </p>
          </Notice>
        )}
        {content.kind === 'claim' && content.isOvertaken && PROPOSAL_STATES[proposal.state].open && (
          <Notice tone="caution" title="The claim was revised since this was begun.">
            <p>
              It cannot be published before the two are compared.{' '}
              <a href={draftComparison(proposal.id)}>Compare the two</a>
            </p>
          </Notice>
        )}
        {inReview && isOwn && (
          <Notice title="Yours: somebody else must publish it.">
            <p>You had a hand in it, and it takes another pair of eyes.</p>
          </Notice>
        )}
        {!inReview && PROPOSAL_STATES[proposal.state].open && isClaim && (
          <Notice>
            It is not in review now. <a href={draft(proposal.id)}>Open it as a draft</a>
          </Notice>
        )}
      </div>

      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_21rem]">
        <div className="min-w-0">
          {(proposal.cause !== null || proposal.note !== null) && (
            <Section id="why" title="Why it changes">
              {proposal.cause !== null && (
                <p className="text-interface">
                  {capitalise(CHANGE_CAUSES[proposal.cause].label)}.{' '}
                  <span className="text-muted">
                    {CHANGE_CAUSES[proposal.cause].sentence} Logged as{' '}
                    {CHANGE_CLASSES[CHANGE_CAUSES[proposal.cause].changeClass].label}.
                  </span>
                </p>
              )}
              {proposal.note !== null && (
                <p className="mt-1 max-w-prose whitespace-pre-line text-interface">{proposal.note}</p>
              )}
            </Section>
          )}
          <Content proposal={proposal} content={content} nameOf={nameOf} />
          <Section id="log" title="What was done and said">
            <ProposalLog entries={toLogEntries(log)} />
            {permit(person, 'draft.comment', proposal).ok && (
              <div className="mt-6 max-w-prose">
                <ActionForm
                  id="comment"
                  action={comment}
                  hidden={{ id: proposal.id }}
                  fields={[{ type: 'lines', name: 'body', label: 'Comment', help: 'Seen at the desk only.' }]}
                  submit="Add comment"
                  trouble="The comment was not added"
                />
              </div>
            )}
          </Section>
        </div>

        <aside className="grid content-start gap-6 lg:mt-10">
          {(content.kind === 'claim' || content.kind === 'import') && (
            <Box id="effect" title="What it moves">
              {effect === null ? (
                <p className="text-interface">Nothing was computed.</p>
              ) : (
                <EffectList effect={effect} groups={effect.groups} />
              )}
            </Box>
          )}
          {isClaim && (
            <Box id="second-key" title="Second key">
              <SecondKeyState proposal={proposal} keys={keys} actor={person} />
            </Box>
          )}
          {inReview && permit(person, 'review.assign').ok && (
            <Box id="assigned" title="Who reviews it">
              <AssignForms
                id={proposal.id}
                describedBy="proposal-title"
                back={review(proposal.id)}
                me={person.id}
                assignee={proposal.assignee}
                people={reviewers.filter(({ id }) => !proposal.by.includes(id))}
                assign={assign}
              />
            </Box>
          )}
          {inReview && (
            <Box id="decide" title="Decide">
              <Decide proposal={proposal} actor={person} />
            </Box>
          )}
        </aside>
      </div>
    </article>
  );
}
