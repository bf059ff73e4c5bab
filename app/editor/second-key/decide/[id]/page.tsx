import type { Metadata } from 'next';
import { Publications } from '@/components/claims/publications';
import { KeyComparison } from '@/components/second-key/key-comparison';
import { EmptyState } from '@/components/site/empty-state';
import { ActionForm } from '@/components/ui/action-form';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readCatalogue } from '@/lib/data/catalogue';
import { NOW } from '@/lib/data/ledger';
import { readDisagreement } from '@/lib/data/second-keys';
import { toKeyedRows } from '@/lib/formats/second-key-words';
import { permit } from '@/lib/ledger/permissions';
import { DESK_SECOND_KEY } from '@/lib/routes';
import { decide } from './actions';

export const instant = false;
export const metadata: Metadata = { title: 'Decide between two keys' };

/** Two keys that differ, beside the publication and its words, for a reviewer who made neither (E6). */
export default async function DecidePage({ params }: PageProps<'/editor/second-key/decide/[id]'>) {
  const person = await requireMay('queue.read');
  const disagreement = await readDisagreement((await params).id);
  const list = <a href={DESK_SECOND_KEY}>Back to the list</a>;
  if (disagreement === null)
    return (
      <EmptyState title="There is nothing to decide here">
        <p>It is decided already, or the claim was changed since it was keyed. {list}</p>
      </EmptyState>
    );
  const permission = permit(person, 'key.decide', disagreement.work);
  if (!permission.ok)
    return (
      <EmptyState title="Somebody else must decide">
        <p>
          {permission.message} {list}
        </p>
      </EmptyState>
    );
  const { claim, sourceName, keyer, first, second, differences } = disagreement;
  const { sources } = await readCatalogue(NOW);
  const nameOf = (slug: string) => sources.find((source) => source.slug === slug)?.name ?? slug;
  const isPublic = disagreement.subject.startsWith('claim:');
  return (
    <>
      <PageHeader
        kicker={
          <>
            <a href={DESK_SECOND_KEY}>Second key</a> · {sourceName}
          </>
        }
        title="Two keys that differ"
      >
        <p>Read the publication, and decide which key says what it says.</p>
      </PageHeader>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_22rem]">
        <div className="min-w-0">
          <KeyComparison keyer={keyer.name} rows={toKeyedRows(first, second, differences, nameOf)} />
          {(second.quote !== null || second.place !== null) && (
            <p className="mt-4 max-w-prose text-interface">
              The second editor adds
              {second.quote !== null && (
                <>
                  {' '}
                  the words <q>{second.quote}</q>
                </>
              )}
              {second.place !== null && ` at ${second.place}`}.
            </p>
          )}
          <section aria-labelledby="keys-publications" className="mt-10">
            <h2 id="keys-publications">Where it was said</h2>
            <Publications publications={claim.publications} source={{ name: sourceName }} />
          </section>
        </div>
        <section aria-labelledby="keys-decide" className="self-start rounded-card border border-line bg-card p-4">
          <h2 id="keys-decide" className="mb-3 text-heading-3">
            Decide
          </h2>
          <ActionForm
            id="decision"
            action={decide}
            hidden={{ id: disagreement.id }}
            fields={[
              {
                type: 'radio',
                name: 'decision',
                label: 'Which key is right',
                choices: [
                  { value: 'first', label: 'The first', help: 'The claim stays as it is, and is Checked.' },
                  {
                    value: 'second',
                    label: 'The second',
                    help: isPublic
                      ? 'A correction is drafted, which somebody else publishes.'
                      : 'It goes back to its author.',
                  },
                  { value: 'neither', label: 'Neither', help: 'The claim stays as it is, and is not Checked.' },
                ],
              },
              { type: 'lines', name: 'reason', label: 'Reason', help: 'Both editors should understand it.' },
            ]}
            submit="Decide"
            look="strong"
            trouble="It is not decided yet"
          />
        </section>
      </div>
    </>
  );
}
