import type { Metadata } from 'next';
import { toPairs } from '@/app/search-params';
import { QueueFilters } from '@/components/review/queue-filters';
import { QueueList } from '@/components/review/queue-list';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { listQueue, listReviewers, type QueueRow } from '@/lib/data/proposals';
import { waitingWords } from '@/lib/formats/review-words';
import { plural } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';
import { PROPOSAL_KINDS, type ProposalKind } from '@/lib/ledger/review';
import { codesOf, isCodeOf } from '@/lib/ledger/vocabulary';
import { DESK_QUEUE, queue } from '@/lib/routes';
import { assign } from './actions';

export const instant = false;
export const metadata: Metadata = { title: 'Queue' };

/** How the queue is sorted and narrowed; whatever the address says otherwise is as if it said nothing. */
type Asked = {
  readonly sort: 'age' | 'effect';
  readonly kind: ProposalKind | null;
  readonly assigned: 'me' | 'nobody' | null;
};

function parseAsked(pairs: readonly (readonly [string, string])[]): Asked {
  const asked = new Map(pairs);
  const kind = asked.get('kind');
  const assigned = asked.get('assigned');
  return {
    sort: asked.get('sort') === 'effect' ? 'effect' : 'age',
    kind: isCodeOf(PROPOSAL_KINDS, kind) ? kind : null,
    assigned: assigned === 'me' || assigned === 'nobody' ? assigned : null,
  };
}

/** The queue as asked, with one thing changed. */
function addressOf(asked: Asked, change: Partial<Asked> = {}): string {
  const { sort, kind, assigned } = { ...asked, ...change };
  return queue({ sort: sort === 'age' ? null : sort, kind, assigned });
}

function keyWords({ keys }: QueueRow): string | null {
  if (keys.differing > 0) return 'a second key differs';
  return keys.agreeing > 0 ? 'a second key agrees' : null;
}

/** Everything that waits for review, by age or by size of effect, narrowed by kind and by who reviews it (E16). */
export default async function QueuePage({ searchParams }: PageProps<'/editor/queue'>) {
  const person = await requireMay('queue.read');
  const pairs = toPairs(await searchParams);
  const asked = parseAsked(pairs);
  const assignee = asked.assigned === 'me' ? person.id : asked.assigned === 'nobody' ? 'none' : null;
  const [rows, reviewers] = await Promise.all([
    listQueue({ sort: asked.sort, kind: asked.kind, assignee }),
    listReviewers(),
  ]);
  const now = new Date().toISOString() as Instant;
  const choice = (label: string, change: Partial<Asked>) => ({
    label,
    href: addressOf(asked, change),
    isChosen: Object.entries(change).every(([key, value]) => asked[key as keyof Asked] === value),
  });
  const isNarrowed = asked.kind !== null || asked.assigned !== null;
  return (
    <>
      <PageHeader title="Queue">
        <p>What waits for review. Whoever had a hand in something cannot publish it.</p>
      </PageHeader>
      {pairs.some(([key]) => key === 'refused') && (
        <div className="mb-6">
          <Notice tone="caution" title="It was not assigned.">
            Only what waits for review can be assigned, and only to a reviewer who had no hand in it.
          </Notice>
        </div>
      )}
      <QueueFilters
        groups={[
          {
            label: 'Sorted by',
            choices: [choice('age', { sort: 'age' }), choice('size of effect', { sort: 'effect' })],
          },
          {
            label: 'Kind',
            choices: [
              choice('all', { kind: null }),
              ...codesOf(PROPOSAL_KINDS).map((kind) => choice(PROPOSAL_KINDS[kind].label, { kind })),
            ],
          },
          {
            label: 'Assigned',
            choices: [
              choice('to anybody or nobody', { assigned: null }),
              choice('to me', { assigned: 'me' }),
              choice('to nobody', { assigned: 'nobody' }),
            ],
          },
        ]}
      />
      <div className="mt-6">
        {rows.length === 0 ? (
          <Notice title={isNarrowed ? 'Nothing of this kind waits.' : 'Nothing waits for review.'}>
            {isNarrowed ? (
              <a href={DESK_QUEUE}>Show all that waits</a>
            ) : (
              <p>What authors send to review appears here, the oldest first.</p>
            )}
          </Notice>
        ) : (
          <>
            <p className="mb-2 text-interface text-muted">
              {plural(rows.length, 'proposal')}
              {rows.length === 200 && ', the first of them'}.
            </p>
            <QueueList
              back={addressOf(asked)}
              me={person.id}
              assign={assign}
              entries={rows.map((row) => ({
                id: row.id,
                kind: row.kind,
                title: row.title,
                author: row.author,
                isOwn: row.by.includes(person.id),
                waited: waitingWords(row.sentAt ?? row.changedAt, now),
                effect: row.effect,
                keys: keyWords(row),
                assignee: row.assignee,
                reviewers: reviewers.filter(({ id }) => !row.by.includes(id)),
              }))}
            />
          </>
        )}
      </div>
    </>
  );
}
