import type { Metadata } from 'next';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { ActiveFilters } from '@/components/claims/active-filters';
import { ClaimRow } from '@/components/claims/claim-row';
import { FacetList } from '@/components/claims/facet-list';
import { TotalsRow } from '@/components/claims/totals-row';
import { AddressNotes } from '@/components/site/address-notes';
import { BeforeFirstRecord, KnownOnControl } from '@/components/site/known-on-control';
import { ButtonLink } from '@/components/ui/button';
import { Inert } from '@/components/ui/inert';
import { PageHeader } from '@/components/ui/page-header';
import { SearchForm } from '@/components/ui/search-form';
import { readCatalogue } from '@/lib/data/catalogue';
import type { ClaimList } from '@/lib/data/claim-list';
import { formatNumber, plural } from '@/lib/formats/text';
import { ALL_CLAIMS_VIEW, activeFilters, type ClaimsView, claimsViewToQuery } from '@/lib/ledger/claims-view';
import type { Instant } from '@/lib/ledger/month';
import { allClaimsArchive, claims, claimsTwin } from '@/lib/routes';
import { addressOf, toFacetGroups, toFilterChips } from './facets';
import { readClaims, readClaimsAddress } from './read-claims';

export const instant = false;

export async function generateMetadata({ searchParams }: PageProps<'/claims'>): Promise<Metadata> {
  const { view } = readClaimsAddress(toPairs(await searchParams));
  const isNarrowed = activeFilters(view).length > 0 || view.after !== null;
  return {
    title: view.q === null ? 'Claims' : `Claims with “${view.q}”`,
    description: 'What sources said about losses in the war, claim by claim, each with its publication and its status.',
    // Every filter has an address; only the list itself is for search engines.
    ...(isNarrowed ? { robots: { index: false, follow: true } } : {}),
  };
}

/** How many claims there are, in words: exact, or “more than” where counting stopped. */
function countWords({ total }: ClaimList): string {
  return total.exact ? plural(total.claims, 'claim') : `More than ${formatNumber(total.claims)} claims`;
}

function Totals({ view, list }: { readonly view: ClaimsView; readonly list: ClaimList }) {
  if (view.totals === 'all')
    return (
      <>
        Running totals stand one by one.{' '}
        <a href={addressOf({ ...view, totals: 'grouped', after: null })}>Fold them by series</a>
      </>
    );
  if (!list.grouped) return 'Too many to fold running totals.';
  if (list.total.rows === list.total.claims) return null;
  return (
    <>
      Running totals are folded by series. <a href={addressOf({ ...view, totals: 'all', after: null })}>Show each</a>
    </>
  );
}

/** The claims, newest publication first, narrowed by words and facets whose counts follow the filter (A18). */
export default async function ClaimsPage({ searchParams }: PageProps<'/claims'>) {
  const { view, notes } = readClaimsAddress(toPairs(await searchParams));
  const [list, catalogue] = await Promise.all([readClaims(view), readCatalogue({ known: view.known, public: null })]);
  const sourceNames = new Map(catalogue.sources.map((source) => [source.slug, source.shortName]));
  const filters = toFilterChips(view, sourceNames);
  const query = claimsViewToQuery(view);
  const { after: _place, ...fileQuery } = query;
  const keep = Object.entries(query).filter((pair): pair is [string, string] => {
    const [key, value] = pair;
    return value !== null && key !== 'q' && key !== 'after';
  });
  return (
    <>
      <PageLinks path={claims()} twins={{ json: claimsTwin(query, 'json'), csv: claimsTwin(fileQuery, 'csv') }} />
      <AddressNotes notes={notes} />
      <PageHeader title="Claims">
        <p>What sources said, claim by claim, newest first. A claim is a statement, not a finding.</p>
      </PageHeader>
      <KnownOnControl path={claims(query)} known={view.known} knownOn={list.knownOn} publicDay={view.public} />
      <div className="mb-6 grid gap-4">
        <SearchForm
          id="claims-search"
          action={claims()}
          label="Words in the claim, its quote, its publications or its source"
          text={view.q ?? ''}
          keep={keep}
        />
        <ActiveFilters filters={filters} clear={addressOf(ALL_CLAIMS_VIEW)} />
      </div>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_15rem]">
        <section aria-labelledby="list-heading" className="min-w-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-line border-b pb-3">
            <h2 id="list-heading">{countWords(list)}</h2>
            <p className="text-interface">
              <a href="#narrow" className="mr-4 lg:hidden">
                Narrow the list
              </a>
              <a href={claimsTwin(fileQuery, 'csv')} rel="nofollow">
                CSV
              </a>{' '}
              ·{' '}
              <a href={claimsTwin(query, 'json')} rel="nofollow">
                JSON
              </a>{' '}
              ·{' '}
              <a href={allClaimsArchive({ known: view.known, public: view.public })} rel="nofollow">
                All claims as ZIP
              </a>
            </p>
          </div>
          <p className="pt-2 text-muted text-small">
            <Totals view={view} list={list} />
          </p>
          {list.rows.length === 0 ? (
            <Nothing
              isEmptyLedger={list.ledgerNumber === null}
              known={view.known}
              path={claims(query)}
              hasFilters={filters.length > 0}
            />
          ) : (
            <Inert>
              <ul className="divide-y divide-line">
                {list.rows.map((row) =>
                  row.kind === 'claim' ? (
                    <li key={row.claim.id}>
                      <ClaimRow entry={row.claim} />
                    </li>
                  ) : (
                    <li key={row.series}>
                      <TotalsRow
                        totals={row}
                        showEach={addressOf({
                          ...view,
                          source: [row.key.source],
                          metric: [row.key.metric],
                          side: [row.key.side],
                          totals: 'all',
                          after: null,
                        })}
                      />
                    </li>
                  ),
                )}
              </ul>
            </Inert>
          )}
          <nav aria-label="Pages of the list" className="mt-6 flex flex-wrap gap-3">
            {view.after !== null && <ButtonLink href={addressOf({ ...view, after: null })}>Newest</ButtonLink>}
            {list.nextCursor !== null && (
              <ButtonLink href={addressOf({ ...view, after: list.nextCursor })}>Older</ButtonLink>
            )}
          </nav>
        </section>
        <aside id="narrow" aria-labelledby="narrow-heading" data-print="hide">
          <h2 id="narrow-heading" className="mb-3 text-heading-3">
            Narrow the list
          </h2>
          <Inert>
            <FacetList groups={toFacetGroups(view, list.facets, sourceNames)} />
          </Inert>
        </aside>
      </div>
    </>
  );
}

/** Why the list is empty, and what to do (ux.md 23). The filters in force stand above, each with its own way out. */
function Nothing({
  isEmptyLedger,
  known,
  path,
  hasFilters,
}: {
  readonly isEmptyLedger: boolean;
  readonly known: Instant | null;
  readonly path: string;
  readonly hasFilters: boolean;
}) {
  return (
    <div className="prose-column py-8">
      {isEmptyLedger && known !== null ? (
        <BeforeFirstRecord path={path} known={known} />
      ) : (
        <p>
          {isEmptyLedger
            ? 'The ledger is empty: no claim has been entered yet.'
            : 'No claim passes all of these filters.'}
        </p>
      )}
      {hasFilters && <p>Remove one of the filters in force above, or search for fewer words.</p>}
    </div>
  );
}
