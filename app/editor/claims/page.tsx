import type { Metadata } from 'next';
import { toPairs } from '@/app/search-params';
import { VerificationBadge } from '@/components/ledger/verification-badge';
import { PageHeader } from '@/components/ui/page-header';
import { SearchForm } from '@/components/ui/search-form';
import { requireMay } from '@/lib/auth/guard';
import { searchEverything } from '@/lib/data/search';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { formatNumber } from '@/lib/formats/text';
import { MAX_SEARCH_LENGTH } from '@/lib/ledger/claims-view';
import { claims, DESK_CLAIMS, deskClaim } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Find a claim' };

/** Public claims by id, key or words, each the way to its page at the desk. */
export default async function DeskClaimsPage({ searchParams }: PageProps<'/editor/claims'>) {
  await requireMay('draft.begin');
  const text = (toPairs(await searchParams).find(([key]) => key === 'q')?.[1] ?? '').trim().slice(0, MAX_SEARCH_LENGTH);
  const hits = await searchEverything(text);
  const found = [...(hits.exactly === null ? [] : [hits.exactly]), ...hits.claims].filter(
    (claim, index, all) => all.findIndex(({ id }) => id === claim.id) === index,
  );
  return (
    <>
      <PageHeader title="Find a public claim" />
      <SearchForm id="desk-search" action={DESK_CLAIMS} label="Id, key or words of a claim" text={text} />
      {text !== '' && found.length === 0 && (
        <p className="mt-6 text-interface">
          No public claim has this id, this key or all of these words. Try fewer or shorter words, or look through{' '}
          <a href={claims()}>all public claims</a>.
        </p>
      )}
      {found.length > 0 && (
        <>
          <ul className="mt-6 divide-y divide-line border-line border-y">
            {found.map(({ id, claim, source, badge }) => (
              <li key={id} className="py-3 text-interface">
                <a href={deskClaim(id)}>{toClaimSentence(claim, source)}</a>
                <p className="relative mt-0.5 flex flex-wrap gap-x-3 text-muted text-small">
                  <VerificationBadge badge={badge} />
                  <span>
                    claim <code>{id}</code>
                  </span>
                </p>
              </li>
            ))}
          </ul>
          {hits.total.claims > found.length && (
            <p className="mt-3 text-muted text-small">
              The first of{' '}
              {hits.total.exact ? formatNumber(hits.total.claims) : `more than ${formatNumber(hits.total.claims)}`}.
              More words narrow it down.
            </p>
          )}
        </>
      )}
    </>
  );
}
