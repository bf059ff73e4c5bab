import type { Metadata } from 'next';
import { InstantLabel } from '@/components/ledger/month-label';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { listPermalinks } from '@/lib/data/permalinks';
import { deskPermalink, permalink as permalinkAddress } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = { title: 'Frozen comparisons' };

/** So many are listed; others are found by their address. */
const LISTED = 50;

/** The comparisons that were frozen last, for an editor to give one a title or a note. */
export default async function DeskPermalinksPage() {
  await requireMay('permalink.note');
  const permalinks = await listPermalinks(LISTED);
  return (
    <>
      <PageHeader title="Frozen comparisons">
        <p>Their files never change. An editor may give the page of one a title and a note.</p>
      </PageHeader>
      {permalinks.length === 0 ? (
        <p className="text-interface">Nothing has been frozen yet.</p>
      ) : (
        <ul className="divide-y divide-line text-interface">
          {permalinks.map((permalink) => (
            <li key={permalink.id} className="py-3">
              <a href={deskPermalink(permalink.id)}>{permalink.title ?? permalink.id}</a>{' '}
              <span className="text-muted text-small">
                frozen on <InstantLabel instant={permalink.frozenAt} />, as known on{' '}
                <InstantLabel instant={permalink.knownOn} />,{' '}
                <a href={permalinkAddress(permalink.id)}>{permalinkAddress(permalink.id)}</a>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
