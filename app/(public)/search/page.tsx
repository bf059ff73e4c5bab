import type { Metadata } from 'next';
import { toPairs } from '@/app/search-params';
import { ClaimRow } from '@/components/claims/claim-row';
import { AddressNotes } from '@/components/site/address-notes';
import { KnownOnControl } from '@/components/site/known-on-control';
import { PageHeader } from '@/components/ui/page-header';
import { SearchForm } from '@/components/ui/search-form';
import { searchEverything } from '@/lib/data/search';
import { capitalise, formatNumber, plural } from '@/lib/formats/text';
import { MAX_SEARCH_LENGTH, parseClaimsView } from '@/lib/ledger/claims-view';
import { METRICS } from '@/lib/ledger/vocabulary';
import { claim as claimAddress, claims, codebook, SEARCH, search, source as sourceAddress } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = { title: 'Search', robots: { index: false } };

/** What stands in the search box. */
async function textOf(searchParams: PageProps<'/search'>['searchParams']): Promise<string> {
  const words = toPairs(await searchParams).find(([key]) => key === 'q')?.[1] ?? '';
  return words
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, MAX_SEARCH_LENGTH);
}

/** Sources, definitions and claims for a few words, grouped. */
export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const text = await textOf(searchParams);
  const { view, notes } = parseClaimsView(
    toPairs(await searchParams).filter(([key]) => key === 'known' || key === 'public'),
  );
  const at = { known: view.known, public: view.public };
  const hits = await searchEverything(text, at);
  const isEmpty =
    hits.exactly === null && hits.sources.length === 0 && hits.metrics.length === 0 && hits.claims.length === 0;
  return (
    <>
      <AddressNotes notes={notes} />
      <PageHeader title={text === '' ? 'Search' : `Search for “${text}”`} />
      <KnownOnControl path={search(text, at)} known={view.known} knownOn={null} publicDay={view.public} />
      <SearchForm
        id="search"
        action={SEARCH}
        label="Words, a source, a metric, or the id of a claim"
        text={text}
        keep={Object.entries(at).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))}
      />

      {text !== '' && isEmpty && (
        <div className="prose-column mt-8">
          <p>Nothing in the ledger has all of these words.</p>
          <p>
            Try fewer or shorter words, or look through <a href={claims()}>all claims</a>.
          </p>
        </div>
      )}
      {hits.exactly !== null && (
        <section className="mt-8" aria-labelledby="exactly">
          <h2 id="exactly">The claim with this id</h2>
          <p className="mt-2 text-interface">
            <a href={claimAddress(hits.exactly.id, { known: view.known })}>Open it</a>
          </p>
          <ClaimRow entry={hits.exactly} />
        </section>
      )}
      {hits.sources.length > 0 && (
        <section className="mt-8" aria-labelledby="sources">
          <h2 id="sources">Sources</h2>
          <ul className="mt-2 grid gap-1 text-interface">
            {hits.sources.map(({ source, claims: count }) => (
              <li key={source.slug}>
                <a href={sourceAddress(source.slug, at)}>{source.name}</a>{' '}
                <span className="text-muted">{plural(count, 'claim')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {hits.metrics.length > 0 && (
        <section className="mt-8" aria-labelledby="metrics">
          <h2 id="metrics">Definitions</h2>
          <ul className="mt-2 grid gap-1 text-interface">
            {hits.metrics.map((metric) => (
              <li key={metric}>
                <a href={codebook('metrics', metric)}>{capitalise(METRICS[metric].label)}</a>:{' '}
                {METRICS[metric].definition}
              </li>
            ))}
          </ul>
        </section>
      )}
      {hits.claims.length > 0 && (
        <section className="mt-8" aria-labelledby="claims">
          <h2 id="claims">Claims</h2>
          <p className="mt-1 text-interface">
            {hits.total.claims > hits.claims.length ? (
              <>
                The newest {hits.claims.length} of{' '}
                {hits.total.exact ? formatNumber(hits.total.claims) : `more than ${formatNumber(hits.total.claims)}`}.{' '}
                <a href={claims({ q: text, ...at })}>All claims with these words</a>
              </>
            ) : (
              <a href={claims({ q: text, ...at })}>These claims with filters</a>
            )}
          </p>
          <ul className="mt-2 divide-y divide-line">
            {hits.claims.map((entry) => (
              <li key={entry.id}>
                <ClaimRow entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
