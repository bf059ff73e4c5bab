import type { Metadata } from 'next';
import { notePermalinkAction } from '@/app/editor/permalinks/actions';
import { InstantLabel } from '@/components/ledger/month-label';
import { ActionForm } from '@/components/ui/action-form';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readPermalink } from '@/lib/data/permalinks';
import { DESK_PERMALINKS, permalink as permalinkAddress } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = { title: 'Title and note of a frozen comparison' };

/** The form by which an editor gives a frozen comparison a title and a note. */
export default async function DeskPermalinkPage({ params }: PageProps<'/editor/permalinks/[id]'>) {
  await requireMay('permalink.note');
  const { id } = await params;
  const permalink = await readPermalink(id);
  if (permalink === null)
    return (
      <PageHeader title="There is no such frozen comparison">
        <p>
          The address may have been mistyped. <a href={DESK_PERMALINKS}>All frozen comparisons</a>
        </p>
      </PageHeader>
    );
  return (
    <>
      <PageHeader
        kicker={<a href={DESK_PERMALINKS}>Frozen comparisons</a>}
        title={permalink.title ?? `Frozen comparison ${id}`}
      >
        <p>
          As known on <InstantLabel instant={permalink.knownOn} />. <a href={permalinkAddress(id)}>Its page</a>. Title
          and note stand on that page only: the files keep their bytes.
        </p>
      </PageHeader>
      <div className="max-w-prose">
        <ActionForm
          id="note"
          action={notePermalinkAction}
          hidden={{ permalink: id }}
          fields={[
            {
              type: 'line',
              name: 'title',
              label: 'Title',
              help: 'At most 200 characters. Empty: what the comparison shows.',
              isOptional: true,
              value: permalink.title ?? '',
            },
            {
              type: 'lines',
              name: 'note',
              label: 'Note',
              help: 'Plain text, at most 2 000 characters. Every reader of the page sees it.',
              isOptional: true,
              value: permalink.note ?? '',
            },
          ]}
          submit="Save"
          pending="Saving …"
          trouble="Title and note were not saved"
        />
      </div>
    </>
  );
}
