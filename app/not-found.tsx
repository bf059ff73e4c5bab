import type { Metadata } from 'next';
import { EmptyState } from '@/components/site/empty-state';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { SkipLink } from '@/components/site/skip-link';
import { SearchForm } from '@/components/ui/search-form';
import { claims, figures, SEARCH, SOURCES } from '@/lib/routes';

export const metadata: Metadata = { title: 'Nothing at this address', robots: { index: false } };

/** The 404 of every address: what happened, why it may be, and a search box. */
export default function NotFound() {
  return (
    <>
      <SkipLink />
      <SiteHeader />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-page px-4 pt-8 pb-16 outline-none sm:px-6 sm:pt-10"
      >
        <EmptyState title="There is nothing at this address">
          <p>
            The address may have been mistyped, or it belongs to a claim or source that this ledger does not hold. Ids
            of claims are never reused, and nothing that was public is removed.
          </p>
          <SearchForm id="not-found-search" action={SEARCH} label="Search claims and sources" />
          <p>
            <a href={figures()}>Figures</a> · <a href={claims()}>All claims</a> · <a href={SOURCES}>All sources</a>
          </p>
        </EmptyState>
      </main>
      <SiteFooter />
    </>
  );
}
