import { readEnvironment } from '@/lib/env';
import { absolute } from '@/lib/routes';

/** The other forms in which a page can be had, at the same path (D3). */
export type Twins = { readonly json?: string; readonly csv?: string };

/**
 * The links in the head of a page: its one address, where the public address of the site is known, and its twins. React moves
 * them into the head. Metadata of Next would guess an address for the site, and a guessed one is worse than none.
 */
export function PageLinks({
  path,
  twins = {},
  feeds,
}: {
  readonly path: string;
  readonly twins?: Twins;
  /** Feeds of what the page shows, which a reader can subscribe to. */
  readonly feeds?: { readonly atom: string; readonly json: string };
}) {
  const { SITE_URL } = readEnvironment();
  return (
    <>
      {SITE_URL !== undefined && <link rel="canonical" href={absolute(SITE_URL, path)} />}
      {twins.json !== undefined && <link rel="alternate" type="application/json" href={twins.json} />}
      {feeds !== undefined && (
        <>
          <link rel="alternate" type="application/atom+xml" title="Changes" href={feeds.atom} />
          <link rel="alternate" type="application/feed+json" title="Changes" href={feeds.json} />
        </>
      )}
      {twins.csv !== undefined && <link rel="alternate" type="text/csv" href={twins.csv} />}
    </>
  );
}
