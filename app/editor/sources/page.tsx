import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { requireMay } from '@/lib/auth/guard';
import { NOW } from '@/lib/data/ledger';
import { listOwnProposals, listQueue } from '@/lib/data/proposals';
import { listSources } from '@/lib/data/source-pages';
import { capitalise, formatNumber } from '@/lib/formats/text';
import { PROPOSAL_STATES } from '@/lib/ledger/review';
import { COUNTING_CONVENTIONS, DIFFERENCEABILITIES, PARTIES, SOURCE_CLASSES } from '@/lib/ledger/vocabulary';
import { deskSource, newSource, review } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Sources' };

/** The registry at the desk (E15): every source with how it counts, what is being proposed, and the way to each form. */
export default async function DeskSourcesPage() {
  const person = await requireMay('source.propose');
  const [sources, own, waiting] = await Promise.all([
    listSources(NOW),
    listOwnProposals(person.id),
    listQueue({ sort: 'age', kind: 'source', assignee: null }),
  ]);
  const drafts = own.filter(({ kind, state }) => kind === 'source' && PROPOSAL_STATES[state].open);
  const others = waiting.filter(({ id }) => !drafts.some((draft) => draft.id === id));
  return (
    <>
      <PageHeader title="Sources">
        <p>Who can be the originator of a claim, and how each counts. A change is reviewed like a claim.</p>
      </PageHeader>
      <p className="mb-8">
        <ButtonLink href={newSource()} look="strong">
          New source
        </ButtonLink>
      </p>
      {drafts.length + others.length > 0 && (
        <section aria-labelledby="proposed" className="mb-10">
          <h2 id="proposed" className="text-heading-3">
            Proposed
          </h2>
          <ul className="mt-2 list-disc pl-5 text-interface">
            {drafts.map((draft) => (
              <li key={draft.id}>
                <a
                  href={
                    draft.sourceSlug === null
                      ? newSource({ draft: draft.id })
                      : deskSource(draft.sourceSlug, { draft: draft.id })
                  }
                >
                  {draft.title}
                </a>
                , {PROPOSAL_STATES[draft.state].label.toLowerCase()}
              </li>
            ))}
            {others.map((other) => (
              <li key={other.id}>
                <a href={review(other.id)}>{other.title}</a>, {PROPOSAL_STATES[other.state].label.toLowerCase()}, by{' '}
                {other.author.name}
              </li>
            ))}
          </ul>
        </section>
      )}
      <TableFrame label="Registered sources" caption="Registered sources, by name.">
        <thead>
          <tr>
            <ColumnHead>Source</ColumnHead>
            <ColumnHead>Kind</ColumnHead>
            <ColumnHead>Party</ColumnHead>
            <ColumnHead>Languages</ColumnHead>
            <ColumnHead>A report counts</ColumnHead>
            <ColumnHead>Totals may be subtracted</ColumnHead>
            <ColumnHead numeric>Definitions</ColumnHead>
            <ColumnHead numeric>Claims</ColumnHead>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ source, claims }) => (
            <tr key={source.slug}>
              <RowHead>
                <a href={deskSource(source.slug)}>{source.name}</a>
              </RowHead>
              <Cell>{capitalise(SOURCE_CLASSES[source.class].label)}</Cell>
              <Cell>{capitalise(PARTIES[source.party].label)}</Cell>
              <Cell>{source.languages.join(', ')}</Cell>
              <Cell>{COUNTING_CONVENTIONS[source.countingConvention].label}</Cell>
              <Cell>{DIFFERENCEABILITIES[source.totalsAreDifferenceable].label}</Cell>
              <Cell numeric>{formatNumber(source.definitions.length)}</Cell>
              <Cell numeric>{formatNumber(claims)}</Cell>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}
