import type { Metadata } from 'next';
import { BlindPublications } from '@/components/second-key/blind-publications';
import { KeyForm } from '@/components/second-key/key-form';
import { EmptyState } from '@/components/site/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readCatalogue } from '@/lib/data/catalogue';
import { NOW } from '@/lib/data/ledger';
import { readKeyTask } from '@/lib/data/second-keys';
import { permit } from '@/lib/ledger/permissions';
import { DESK_SECOND_KEY } from '@/lib/routes';
import { saveKey } from './actions';

export const instant = false;
export const metadata: Metadata = { title: 'Key a claim a second time' };

function textOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** One claim to be keyed blind: its publications and their words, and an empty form (E6). Of the first key there is nothing on this page. */
export default async function KeyPage({ params }: PageProps<'/editor/second-key/[id]'>) {
  const person = await requireMay('queue.read');
  const task = await readKeyTask(textOf((await params).id));
  const list = <a href={DESK_SECOND_KEY}>Choose another from the list.</a>;
  if (task === null)
    return (
      <EmptyState title="There is nothing to key here">
        <p>It is Checked already, was changed, published or withdrawn meanwhile, or the address is cut off. {list}</p>
      </EmptyState>
    );
  const permission = permit(person, 'key.enter', task.work);
  if (!permission.ok)
    return (
      <EmptyState title="You may not key this">
        <p>
          {permission.message} {list}
        </p>
      </EmptyState>
    );
  const { sources } = await readCatalogue(NOW);
  return (
    <>
      <PageHeader
        kicker={
          <>
            <a href={DESK_SECOND_KEY}>Second key</a> · {task.source.name}
            {task.spokesperson !== null && `, ${task.spokesperson}`}
          </>
        }
        title="Key it from the publication"
      >
        <p>Read the words below or in the publication, and key what they say. Do not look the claim up.</p>
      </PageHeader>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[24rem_1fr]">
        <section
          aria-labelledby="words"
          className="self-start rounded-card border border-line bg-card p-4 lg:sticky lg:top-4"
        >
          <h2 id="words" className="mb-3 text-heading-3">
            What {task.source.name} said
          </h2>
          <BlindPublications publications={task.publications} />
          {!task.hasQuote && (
            <p className="mt-3 text-muted text-small">The words are not quoted yet. You are asked for them.</p>
          )}
        </section>
        <section aria-label="Your key">
          <KeyForm
            action={saveKey}
            subject={task.subject}
            needs={{ quote: !task.hasQuote, place: !task.hasPlace }}
            sources={sources.map(({ name }) => name).sort()}
          />
        </section>
      </div>
    </>
  );
}
