import type { Metadata } from 'next';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { ChangeEntry } from '@/components/changes/change-entry';
import { ActiveFilters } from '@/components/claims/active-filters';
import { AddressNotes } from '@/components/site/address-notes';
import { KnownOnControl } from '@/components/site/known-on-control';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { capitalise, formatInstant } from '@/lib/formats/text';
import { CHANGE_KINDS, type ChangesView, changesQuery, parseChangesView } from '@/lib/ledger/changes';
import { CHANGE_CLASSES, codesOf } from '@/lib/ledger/vocabulary';
import { CHANGES, CHANGES_HEADS, changes, changesFeed, codebook } from '@/lib/routes';
import { readChangesPage } from './read-changes';

export const instant = false;

export async function generateMetadata({ searchParams }: PageProps<'/changes'>): Promise<Metadata> {
  const { view } = parseChangesView(toPairs(await searchParams));
  const isNarrowed = changes(changesQuery(view)) !== CHANGES;
  return {
    title: 'Changes',
    description: 'Every published change of the ledger, with before, after, class and reason.',
    ...(isNarrowed ? { robots: { index: false, follow: true } } : {}),
  };
}

/** The address of the log under a view, from its top. */
const addressOf = (view: ChangesView) => changes(changesQuery({ ...view, before: null }));

const CLASS_WORDS = { ...CHANGE_CLASSES, new: { label: 'new' } };

/** A list without one of its values, or with it. */
function toggled<Code extends string>(values: readonly Code[], value: Code): Code[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** The filters in force, each with the log without it. */
function chipsOf(view: ChangesView) {
  return [
    ...view.class.map((value) => ({
      label: `class: ${CLASS_WORDS[value].label}`,
      href: addressOf({ ...view, class: toggled(view.class, value) }),
    })),
    ...view.kind.map((value) => ({
      label: `about: ${CHANGE_KINDS[value].label}`,
      href: addressOf({ ...view, kind: toggled(view.kind, value) }),
    })),
    ...(view.after === null
      ? []
      : [{ label: `after ledger number ${view.after}`, href: addressOf({ ...view, after: null }) }]),
    ...(view.known === null
      ? []
      : [{ label: `as known on ${formatInstant(view.known)}`, href: addressOf({ ...view, known: null }) }]),
  ];
}

/** Links that narrow the log to one value more, or take it away again. */
function Choices({
  title,
  id,
  choices,
}: {
  readonly title: string;
  readonly id: string;
  readonly choices: readonly { label: string; href: string; isChosen: boolean }[];
}) {
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-normal font-sans text-muted text-small">
        {title}
      </h3>
      <ul>
        {choices.map((choice) => (
          <li key={choice.label}>
            <a
              href={choice.href}
              rel="nofollow"
              aria-current={choice.isChosen ? 'true' : undefined}
              className="facet-link"
            >
              <span>
                {choice.isChosen && (
                  <>
                    <span aria-hidden="true">✓ </span>
                    <span className="sr-only">Chosen, remove: </span>
                  </>
                )}
                {capitalise(choice.label)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The public log of corrections and everything else that was published, newest first (T13). */
export default async function ChangesPage({ searchParams }: PageProps<'/changes'>) {
  const { view, notes } = parseChangesView(toPairs(await searchParams));
  const { entries, next, latest } = await readChangesPage(view);
  const query = changesQuery({ ...view, before: null });
  const chips = chipsOf(view);
  return (
    <>
      <PageLinks path={CHANGES} feeds={{ atom: changesFeed(query, 'atom'), json: changesFeed(query, 'json') }} />
      <AddressNotes notes={notes} />
      <PageHeader title="Changes">
        <p>
          Everything that was ever published here, newest first: what it was before, what it is now, why, and when.
          Nothing is changed in silence, and nothing is deleted.
        </p>
      </PageHeader>
      <KnownOnControl path={addressOf(view)} known={view.known} knownOn={latest?.recordedFrom ?? null} />
      <div className="mb-6">
        <ActiveFilters filters={chips} clear={CHANGES} />
      </div>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_15rem]">
        <section aria-labelledby="log-heading" className="min-w-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-line border-b pb-3">
            <h2 id="log-heading" className="text-heading-3">
              {view.before === null ? 'The latest' : 'Earlier'}
            </h2>
            <p className="text-interface">
              <a href="#narrow" className="mr-4 lg:hidden">
                Narrow the log
              </a>
              <a href={changesFeed(query, 'atom')}>Atom</a> · <a href={changesFeed(query, 'json')}>JSON</a>
            </p>
          </div>
          {entries.length === 0 ? (
            <p className="prose-column py-8">
              {latest === null
                ? view.known === null
                  ? 'The ledger is empty: nothing has been published yet.'
                  : 'The ledger held nothing at that instant.'
                : chips.length === 0 && view.before === null
                  ? 'Nothing has been published yet.'
                  : 'No change passes all of these filters. Remove one of them.'}
            </p>
          ) : (
            <ol className="divide-y divide-line">
              {entries.map((entry) => (
                <li key={String(entry.ledgerNumber)}>
                  <ChangeEntry entry={entry} />
                </li>
              ))}
            </ol>
          )}
          <nav aria-label="Pages of the log" className="mt-6 flex flex-wrap gap-3">
            {view.before !== null && <ButtonLink href={addressOf(view)}>Newest</ButtonLink>}
            {next !== null && <ButtonLink href={changes({ ...query, before: String(next) })}>Older</ButtonLink>}
          </nav>
          {latest !== null && (
            <p className="mt-6 text-muted text-small">
              As known on <time dateTime={latest.recordedFrom}>{formatInstant(latest.recordedFrom)}</time>, ledger
              number {String(latest.ledgerNumber)}. A program that comes back asks for what is new with{' '}
              <code>/changes.json?after={String(latest.ledgerNumber)}</code>. Every publish is chained to the one before
              it: <a href={CHANGES_HEADS}>the hash of each day</a> lets anybody prove later that nothing was rewritten.
            </p>
          )}
        </section>
        <aside id="narrow" aria-labelledby="narrow-heading" data-print="hide">
          <h2 id="narrow-heading" className="mb-3 text-heading-3">
            Narrow the log
          </h2>
          <div className="grid gap-6 text-interface">
            <Choices
              id="narrow-class"
              title="Class of change"
              choices={codesOf(CHANGE_CLASSES).map((value) => ({
                label: CLASS_WORDS[value].label,
                href: addressOf({ ...view, class: toggled(view.class, value) }),
                isChosen: view.class.includes(value),
              }))}
            />
            <Choices
              id="narrow-kind"
              title="About"
              choices={codesOf(CHANGE_KINDS).map((value) => ({
                label: CHANGE_KINDS[value].label,
                href: addressOf({ ...view, kind: toggled(view.kind, value) }),
                isChosen: view.kind.includes(value),
              }))}
            />
            <p className="text-muted text-small">
              What the classes and causes mean stands in the <a href={codebook('change-classes')}>codebook</a>.
            </p>
          </div>
        </aside>
      </div>
    </>
  );
}
