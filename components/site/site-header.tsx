import { HOME, SEARCH } from '@/lib/routes';
import { SiteNavigation } from './site-navigation';

/** Name, main navigation and the search box, on every public page. The search is a plain form and works without script. */
export function SiteHeader() {
  return (
    <header className="border-line border-b">
      <div className="mx-auto flex w-full max-w-page flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
        <a href={HOME} className="py-1.5 font-semibold font-serif text-ink text-xl no-underline">
          Attrition Ledger
        </a>
        <SiteNavigation />
        <search className="w-full pb-1 sm:ml-auto sm:w-60 sm:pb-0">
          <form action={SEARCH} method="get">
            <label htmlFor="site-search" className="sr-only">
              Search claims and sources
            </label>
            <input
              id="site-search"
              name="q"
              type="search"
              maxLength={200}
              placeholder="Search claims and sources"
              className="min-h-9 w-full rounded-control border border-control bg-card px-3 py-1.5 text-interface text-ink placeholder:text-muted"
            />
          </form>
        </search>
      </div>
    </header>
  );
}
