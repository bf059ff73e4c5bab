import { readEnvironment } from '@/lib/env';
import { absolute } from '@/lib/routes';

/** Where a page is found again, for paper only; without SITE_URL the path, since a guessed address is worse than none. */
export function PrintedAddress({ path }: { readonly path: string }) {
  return (
    <p className="mt-3 hidden text-small [overflow-wrap:anywhere] print:block">
      This page: {absolute(readEnvironment().SITE_URL ?? '', path)}
    </p>
  );
}
