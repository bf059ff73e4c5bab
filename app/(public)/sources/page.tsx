import type { Metadata } from 'next';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { AddressNotes } from '@/components/site/address-notes';
import { BeforeFirstRecord, KnownOnControl } from '@/components/site/known-on-control';
import { SourceTable } from '@/components/sources/source-table';
import { AnchoredHeading } from '@/components/ui/heading-anchor';
import { Inert } from '@/components/ui/inert';
import { PageHeader } from '@/components/ui/page-header';
import { publishAt } from '@/lib/data/ledger';
import { listSources } from '@/lib/data/source-pages';
import { FRESHNESS_RULE } from '@/lib/formats/freshness-words';
import { plural } from '@/lib/formats/text';
import { parseClaimsView } from '@/lib/ledger/claims-view';
import { codesOf, SOURCE_CLASSES } from '@/lib/ledger/vocabulary';
import { SOURCES, source, sources as sourcesAddress, sourcesTwin } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = {
  title: 'Sources',
  description:
    'Every source of the ledger by class: what it counts, how many claims are held, and until when it reports.',
};

/** Every registered source, by class: what it counts, how many claims, until when it reports. */
export default async function SourcesPage({ searchParams }: PageProps<'/sources'>) {
  const { view, notes } = parseClaimsView(
    toPairs(await searchParams).filter(([key]) => key === 'known' || key === 'public'),
  );
  const at = { known: view.known, public: view.public };
  const [sources, publish] = await Promise.all([listSources(at), publishAt(at.known)]);
  const claims = sources.reduce((sum, entry) => sum + entry.claims, 0);
  const path = sourcesAddress(at);
  const twin = sourcesTwin(at);
  return (
    <>
      <PageLinks path={SOURCES} twins={{ json: twin }} />
      <AddressNotes notes={notes} />
      <PageHeader title="Sources">
        <p>Who says the numbers: what each source counts, how, and which days its claims speak of.</p>
      </PageHeader>
      <KnownOnControl path={path} known={view.known} knownOn={publish?.recordedFrom ?? null} publicDay={view.public} />
      {sources.length === 0 ? (
        publish === null && view.known !== null ? (
          <BeforeFirstRecord path={path} known={view.known} />
        ) : (
          <p>The ledger is empty: no source has been registered yet.</p>
        )
      ) : (
        <p className="max-w-[60rem] text-interface text-muted">
          {plural(sources.length, 'source')} with {plural(claims, 'claim')}. First and last day are those that the
          claims speak of, plans included. {FRESHNESS_RULE} <a href={twin}>The registry as JSON</a>
        </p>
      )}
      <Inert>
        {codesOf(SOURCE_CLASSES).map((sourceClass) => {
          const entries = sources
            .filter(({ source }) => source.class === sourceClass)
            .sort((a, b) => b.claims - a.claims || (a.source.name < b.source.name ? -1 : 1));
          if (entries.length === 0) return null;
          const { label } = SOURCE_CLASSES[sourceClass];
          return (
            <section key={sourceClass} className="mt-10">
              <AnchoredHeading id={sourceClass} level={2}>
                {label}
              </AnchoredHeading>
              <div className="mt-2">
                <SourceTable title={label} entries={entries} addressOf={(slug) => source(slug, at)} />
              </div>
            </section>
          );
        })}
      </Inert>
    </>
  );
}
