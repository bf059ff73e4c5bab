import type { Metadata } from 'next';
import { DeadLetters } from '@/components/evidence/dead-letters';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { listDeadLetters, readQueueAge } from '@/lib/data/link-checks';
import { readEnvironment } from '@/lib/env';
import { plural } from '@/lib/formats/text';
import { retryAction } from './actions';

export const instant = false;
export const metadata: Metadata = { title: 'Evidence' };

/** More are not listed at a time. */
const MOST = 200;

/** How the queue stands, in a sentence. */
function queueWords(isFetching: boolean, age: number | null): string {
  if (!isFetching) return 'This server fetches nothing: it was not told to (EVIDENCE_FETCH).';
  if (age === null) return 'The queue has not begun yet.';
  if (age < 60) return 'The queue is up to date.';
  return `The oldest job has waited ${plural(Math.floor(age / 60), 'minute')}.`;
}

/** Pages that could not be fetched or archived, and links that died: what was given up, and trying it again (O6). */
export default async function EvidencePage() {
  await requireMay('evidence.add');
  const [letters, age] = await Promise.all([listDeadLetters(MOST), readQueueAge()]);
  return (
    <>
      <PageHeader title="Evidence">
        <p>Pages that could not be captured, and links that no longer answer. Files are added at each claim.</p>
      </PageHeader>
      <p className="mb-6 text-interface">{queueWords(readEnvironment().EVIDENCE_FETCH === 'on', age)}</p>
      <h2 className="mb-4">Given up</h2>
      {letters.length === 0 ? (
        <p className="text-interface">Nothing was given up.</p>
      ) : (
        <>
          {letters.length === MOST && <p className="mb-4 text-interface text-muted">The latest {MOST} are listed.</p>}
          <DeadLetters letters={letters} retry={retryAction} />
        </>
      )}
    </>
  );
}
