import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { knownAddress } from '@/app/share-tags';
import { DayLabel, InstantLabel } from '@/components/ledger/month-label';
import { languageWord } from '@/components/ledger/source-citation';
import { RevisionRecord } from '@/components/revisions/revision-record';
import { AddressNotes } from '@/components/site/address-notes';
import { EmptyState } from '@/components/site/empty-state';
import { JsonLd } from '@/components/site/json-ld';
import { KnownOnControl } from '@/components/site/known-on-control';
import { Definitions } from '@/components/sources/definitions';
import { FreshnessLabel } from '@/components/sources/freshness-label';
import { HeldSeriesTable } from '@/components/sources/held-series';
import { LinksAndCaptures } from '@/components/sources/links-and-captures';
import { SourceGrades } from '@/components/sources/source-grades';
import { Ties } from '@/components/sources/ties';
import { Facts } from '@/components/ui/facts';
import { Inert } from '@/components/ui/inert';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { readSourceGrades } from '@/lib/data/assessments';
import { readSourceLinks } from '@/lib/data/link-checks';
import { getSource } from '@/lib/data/source-pages';
import { readRecords } from '@/lib/data/vintages';
import { breadcrumbsJsonLd, sourceJsonLd } from '@/lib/formats/json-ld';
import { capitalise, formatInstant, joinWords, plural } from '@/lib/formats/text';
import { parseClaimsView } from '@/lib/ledger/claims-view';
import { claimantOf, type Source } from '@/lib/ledger/source';
import {
  CHANGE_CAUSES,
  CHANGE_CLASSES,
  CLAIMANTS,
  COUNTING_CONVENTIONS,
  DIFFERENCEABILITIES,
  METRICS,
  PARTIES,
  SERIES_EVENT_KINDS,
  SIDES,
  SOURCE_CLASSES,
} from '@/lib/ledger/vocabulary';
import { claims, claimsTwin, codebook, SOURCES, source as sourceAddress, sources, sourceTwin } from '@/lib/routes';

export const instant = false;

/** One read for title and page; by texts, so that both ask the same question. */
const readSource = cache((slug: string, known: string | null, publicDay: string | null) => {
  const { view } = parseClaimsView([
    ['known', known ?? ''],
    ['public', publicDay ?? ''],
  ]);
  return getSource(slug, { known: view.known, public: view.public });
});

async function askedOf(searchParams: PageProps<'/sources/[slug]'>['searchParams']) {
  return parseClaimsView(toPairs(await searchParams).filter(([key]) => key === 'known' || key === 'public'));
}

export async function generateMetadata({ params, searchParams }: PageProps<'/sources/[slug]'>): Promise<Metadata> {
  const { view } = await askedOf(searchParams);
  const detail = await readSource((await params).slug, view.known, view.public);
  if (detail === null) return { title: 'Source', robots: { index: false } };
  return {
    title: detail.source.name,
    description: detail.source.about ?? `What ${detail.source.name} counts, how, and what the ledger holds of it.`,
  };
}

/** Who speaks about whom, per side (T14). */
function claimantWords({ party }: Source): string {
  return (['ru', 'ua'] as const)
    .map((side) => `About ${SIDES[side].label}: ${CLAIMANTS[claimantOf(party, side)].label}.`)
    .join(' ');
}

/** One source: what it counts and how, why it might count too many or too few, what depends on it, what is held of it (R13). */
export default async function SourcePage({ params, searchParams }: PageProps<'/sources/[slug]'>) {
  const { slug } = await params;
  const { view, notes } = await askedOf(searchParams);
  const at = { known: view.known, public: view.public };
  const detail = await readSource(slug, view.known, view.public);
  if (detail === null) {
    // proxy.ts has asked the registry for it, so it was registered after the instant asked for.
    if (view.known === null) notFound();
    return (
      <EmptyState title="This source was not in the registry yet">
        <p>
          At the instant asked for, {formatInstant(view.known)}, the ledger did not hold it.{' '}
          <a href={sourceAddress(slug)}>Show it as it is known now.</a>
        </p>
      </EmptyState>
    );
  }
  const { source, series, repeats, repeatedBy, events, history } = detail;
  const [grades, records, links] = await Promise.all([
    readSourceGrades(source.slug, at),
    readRecords(series),
    readSourceLinks(source.slug),
  ]);
  const address = sourceAddress(source.slug, at);
  const twin = sourceTwin(source.slug, at);
  return (
    <article>
      <PageLinks path={sourceAddress(source.slug)} twins={{ json: twin }} />
      <JsonLd
        nodes={[
          sourceJsonLd(
            source,
            [
              { path: twin, name: 'JSON', type: 'application/json' },
              { path: claimsTwin({ source: source.slug }, 'csv'), name: 'Claims as CSV', type: 'text/csv' },
              { path: claimsTwin({ source: source.slug }, 'json'), name: 'Claims as JSON', type: 'application/json' },
            ],
            knownAddress,
          ),
          breadcrumbsJsonLd(
            [
              { name: 'Sources', path: SOURCES },
              { name: source.name, path: sourceAddress(source.slug) },
            ],
            knownAddress,
          ),
        ]}
      />
      <AddressNotes notes={notes} />
      <PageHeader
        kicker={
          <>
            <a href={sources(at)}>Sources</a> · {SOURCE_CLASSES[source.class].label}
          </>
        }
        title={source.name}
      >
        {source.about !== null && <p>{source.about}</p>}
      </PageHeader>
      <KnownOnControl path={address} known={view.known} knownOn={detail.knownOn} publicDay={view.public} />

      {!source.originKnown && (
        <div className="mb-8">
          <Notice tone="caution" title="Who said it first is not known.">
            Claims under this name are kept and shown; no figure uses them.
          </Notice>
        </div>
      )}

      {source.bulkWithheld && (
        <div className="mb-8">
          <Notice title="Files of many claims leave out those of this source.">
            {source.bulkWithheldReason} Each claim by itself shows its value and its link, and figures are made from
            them as from any other.
          </Notice>
        </div>
      )}

      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_20rem]">
        <div className="min-w-0">
          <section aria-labelledby="counting">
            <h2 id="counting">How it counts</h2>
            <div className="mt-3">
              <Facts
                facts={[
                  {
                    term: 'Party to the war',
                    value: (
                      <>
                        {PARTIES[source.party].label}
                        {source.party !== 'none' && (
                          <span className="block text-muted text-small">{claimantWords(source)}</span>
                        )}
                      </>
                    ),
                  },
                  { term: 'Publishes', value: source.cadence },
                  { term: 'Last publication held', value: <FreshnessLabel freshness={detail.freshness} rule /> },
                  { term: 'Cut-off', value: source.cutoff },
                  {
                    term: 'A total dated a day',
                    value: `Counts ${COUNTING_CONVENTIONS[source.countingConvention].label}.`,
                  },
                  {
                    term: 'May totals be subtracted?',
                    value: `${capitalise(DIFFERENCEABILITIES[source.totalsAreDifferenceable].label)}. ${DIFFERENCEABILITIES[source.totalsAreDifferenceable].sentence}`,
                  },
                  { term: 'Why it might count too many', value: source.overcounts ?? 'Not stated.' },
                  { term: 'Why it might count too few', value: source.undercounts ?? 'Not stated.' },
                  { term: 'Languages', value: joinWords(source.languages.map(languageWord)) },
                  {
                    term: 'Home page',
                    value:
                      source.homepage === null ? null : (
                        <a href={source.homepage} rel="external noopener nofollow">
                          {new URL(source.homepage).hostname.replace(/^www\./, '')}
                        </a>
                      ),
                  },
                  { term: 'Also called', value: source.aliases.join(', ') },
                ]}
              />
            </div>
          </section>

          <section aria-labelledby="definitions" className="mt-10">
            <h2 id="definitions">What it means by its numbers</h2>
            <Definitions definitions={source.definitions} />
          </section>

          <section aria-labelledby="reliability" className="mt-10">
            <h2 id="reliability">Reliability</h2>
            <p className="mt-1 mb-3 max-w-prose text-interface text-muted">
              A grade from <a href={codebook('reliabilities')}>A to F</a> about each metric of each side, apart from the
              status of claims. No figure depends on it.
            </p>
            <SourceGrades about={grades} />
          </section>

          {events.length > 0 && (
            <section aria-labelledby="events" className="mt-10">
              <h2 id="events">Breaks, corrections and notes</h2>
              <ul className="mt-3 grid gap-2 text-interface">
                {events.map((event) => (
                  <li key={`${event.day} ${event.metric} ${event.side} ${event.sentence}`} className="max-w-prose">
                    <DayLabel day={event.day} />, {SERIES_EVENT_KINDS[event.kind].label}, {METRICS[event.metric].label},{' '}
                    {SIDES[event.side].label}: {event.sentence}{' '}
                    {event.url !== null && (
                      <a href={event.url} rel="external noopener nofollow">
                        Where it is said
                      </a>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>

        <aside className="grid content-start gap-6">
          <section aria-labelledby="repeats" className="rounded-card border border-line bg-card p-4">
            <h2 id="repeats" className="text-heading-3">
              Whom it repeats
            </h2>
            <Ties ties={repeats} none="No claim of it is known to restate another source." />
            <h2 id="repeated-by" className="mt-5 text-heading-3">
              What depends on it
            </h2>
            <Ties ties={repeatedBy} none="No source is known to restate its numbers." />
            <p className="mt-4 text-muted text-small">
              A number that is repeated is one voice, however often it is said.
            </p>
          </section>
          {source.attribution !== null && (
            <section aria-labelledby="attribution">
              <h2 id="attribution" className="text-heading-3">
                Attribution that travels with its data
              </h2>
              <p className="mt-1 text-interface">{source.attribution}</p>
            </section>
          )}
          <p className="text-interface">
            <a href={claims({ source: source.slug, ...at })}>{plural(detail.claims, 'claim')}</a> ·{' '}
            <a href={twin}>This page as JSON</a>
          </p>
        </aside>
      </div>

      <section aria-labelledby="series" className="mt-12">
        <h2 id="series">What the ledger holds of it</h2>
        {series.length === 0 ? (
          <p className="mt-2 text-interface text-muted">No claim of this source has been entered yet.</p>
        ) : (
          <Inert className="mt-2">
            <HeldSeriesTable series={series} />
          </Inert>
        )}
      </section>

      {records.length > 0 && (
        <section aria-labelledby="revisions" className="mt-12">
          <h2 id="revisions">Revision record</h2>
          <RevisionRecord series={records} />
        </section>
      )}

      {links !== null && (
        <section aria-labelledby="links-and-captures" className="mt-12">
          <h2 id="links-and-captures">Links and captures</h2>
          <LinksAndCaptures links={links} />
        </section>
      )}

      <section aria-labelledby="record" className="mt-12">
        <h2 id="record">Record of this entry</h2>
        <ol className="mt-2 text-interface">
          {history.map((version) => (
            <li key={version.revision}>
              Version {version.revision}, since <InstantLabel instant={version.recordedFrom} />:{' '}
              {[
                version.changeCause === null ? null : `${CHANGE_CAUSES[version.changeCause].label}.`,
                version.changeNote ?? CHANGE_CLASSES[version.changeClass].label,
              ]
                .filter((part) => part !== null)
                .join(' ')}
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}
