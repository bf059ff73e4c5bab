import { EmptyState } from '@/components/site/empty-state';
import { SearchForm } from '@/components/ui/search-form';
import { figures, SEARCH } from '@/lib/routes';

/**
 * No frozen comparison has this address. The page is kept like any other; its `meta` says its status, which the page cache puts on the answer
 * (lib/page-cache.mjs): a page that says “not found” in Next’s own way is empty without script.
 */
export function NoPermalink() {
  return (
    <>
      <meta name="al-status" content="404" />
      <EmptyState title="There is no frozen comparison at this address">
        <p>
          The address may have been mistyped or cut short: it ends in sixteen letters and digits. Nothing that was
          frozen is ever removed.
        </p>
        <SearchForm id="not-found-search" action={SEARCH} label="Search claims and sources" />
        <p>
          <a href={figures()}>Figures as known now</a>
        </p>
      </EmptyState>
    </>
  );
}
