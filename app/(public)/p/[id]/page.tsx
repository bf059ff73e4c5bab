import type { Metadata } from 'next';
import { cacheLife, cacheTag } from 'next/cache';
import type { ReactNode } from 'react';
import { type FrozenComparison, readChangesSince, readFrozen } from '@/app/(public)/p/read-frozen';
import { PageLinks } from '@/app/page-links';
import { LEDGER_TAG, permalinkTag } from '@/app/published';
import { ChangeBanner } from '@/components/frozen/change-banner';
import { FrozenPage } from '@/components/frozen/frozen-page';
import { NoPermalink } from '@/components/frozen/no-permalink';
import { isPermalinkId, readPermalinkFile } from '@/lib/data/permalinks';
import { readEnvironment } from '@/lib/env';
import { formatInstant } from '@/lib/formats/text';
import { viewTitle, windowWords } from '@/lib/formats/view-words';
import { absolute, figures, permalink as permalinkAddress, permalinkChanges, permalinkFile } from '@/lib/routes';
import { CiteAndEmbed, SharingHead } from './sharing';

/** The request waits for the whole page, which is then kept under its path: nothing streams, and nothing is drawn twice. */
export const ensureStatic = 'navigation';

/** The build knows no ledger: it prerenders one path that is no frozen comparison. */
export function generateStaticParams() {
  return [{ id: 'none' }];
}

/** What may change is the banner: as long as live views are kept (app/(public)/view). */
const LIVE = { stale: 30, revalidate: 5, expire: 300 } as const;

/** All else stays, until an editor gives it a title. An address without a frozen comparison may get one. */
function keep(frozen: FrozenComparison | null): void {
  if (frozen === null) cacheLife(LIVE);
  else cacheLife('max');
}

const SIZE = /<svg[^>]* width="(\d+)" height="(\d+)"/;

async function cachedMetadata(id: string): Promise<Metadata> {
  'use cache';
  cacheTag(permalinkTag(id));
  const frozen = isPermalinkId(id) ? await readFrozen(id) : null;
  keep(frozen);
  if (frozen === null) return { title: 'Nothing at this address', robots: { index: false } };
  const { permalink, view, table } = frozen;
  const title = permalink.title ?? `${viewTitle(view, table)}, ${windowWords(view)}`;
  return {
    title,
    description: `${viewTitle(view, table)}, ${windowWords(view)}, as known on ${formatInstant(permalink.knownOn)}.`,
  };
}

/** What the ledger says otherwise now: the only part of the page that is drawn anew while it is read. */
async function CachedBanner({ id }: { readonly id: string }) {
  'use cache';
  cacheLife(LIVE);
  cacheTag(LEDGER_TAG);
  const frozen = isPermalinkId(id) ? await readFrozen(id) : null;
  if (frozen === null) return null;
  const { differences } = await readChangesSince(frozen);
  const { view, table } = frozen;
  return (
    <ChangeBanner
      knownOn={table.knownOn}
      publicDay={view.public}
      differences={differences.map(({ what }) => ({ what }))}
      changesAddress={permalinkChanges(id)}
      currentAddress={figures({ ...view, known: null })}
    />
  );
}

/** All of the page but its banner. */
async function CachedFrozen({ id, banner }: { readonly id: string; readonly banner: ReactNode }) {
  'use cache';
  cacheTag(permalinkTag(id));
  const frozen = isPermalinkId(id) ? await readFrozen(id) : null;
  keep(frozen);
  if (frozen === null) return <NoPermalink />;
  const svg = await readPermalinkFile(id, 'svg');
  const { SITE_URL } = readEnvironment();
  const [, width, height] = SIZE.exec(new TextDecoder().decode(svg?.bytes.subarray(0, 300))) ?? [];
  const picture = { width: Number(width ?? 960), height: Number(height ?? 540) };
  return (
    <>
      <PageLinks
        path={permalinkAddress(id)}
        twins={{ json: permalinkFile(id, 'json'), csv: permalinkFile(id, 'csv') }}
      />
      <SharingHead frozen={frozen} />
      <FrozenPage
        {...frozen}
        banner={banner}
        address={absolute(SITE_URL ?? '', permalinkAddress(id))}
        picture={picture}
      >
        <CiteAndEmbed frozen={frozen} picture={picture} />
      </FrozenPage>
    </>
  );
}

export async function generateMetadata({ params }: PageProps<'/p/[id]'>): Promise<Metadata> {
  return cachedMetadata((await params).id);
}

/** A frozen comparison: the stored picture and table, and what has changed since (R1, R2). */
export default async function PermalinkPage({ params }: PageProps<'/p/[id]'>) {
  const { id } = await params;
  return <CachedFrozen id={id} banner={<CachedBanner id={id} />} />;
}
