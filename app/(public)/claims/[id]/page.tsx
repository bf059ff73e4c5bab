import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { citedClaimOf } from '@/app/(public)/claims/[id]/cited-claim';
import { PageLinks } from '@/app/page-links';
import { PrintedAddress } from '@/app/printed-address';
import { toPairs } from '@/app/search-params';
import { knownAddress } from '@/app/share-tags';
import { siteAddress } from '@/app/site-address';
import { CopyText } from '@/components/cite/copy-text';
import { ClaimFacts } from '@/components/claims/claim-facts';
import { ClaimGrade } from '@/components/claims/claim-grade';
import { ClaimHistory } from '@/components/claims/claim-history';
import { ClaimLinks } from '@/components/claims/claim-links';
import { ClaimAxes, ClaimSupport, SubstanceRecords } from '@/components/claims/claim-support';
import { FedFigures } from '@/components/claims/fed-figures';
import { Publications } from '@/components/claims/publications';
import { Tombstone } from '@/components/claims/tombstone';
import { ClaimFlags } from '@/components/ledger/claim-flags';
import { ClaimedValue } from '@/components/ledger/claimed-value';
import { VerificationStep } from '@/components/ledger/verification-badge';
import { ReportOutcomes } from '@/components/reports/report-outcomes';
import { AddressNotes } from '@/components/site/address-notes';
import { EmptyState } from '@/components/site/empty-state';
import { JsonLd } from '@/components/site/json-ld';
import { KnownOnControl } from '@/components/site/known-on-control';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { readClaimGrades } from '@/lib/data/assessments';
import { readEvidence } from '@/lib/data/captures';
import { readCatalogue } from '@/lib/data/catalogue';
import { type ClaimDetail, getClaim } from '@/lib/data/claim-detail';
import { readClaimSupport } from '@/lib/data/claim-support';
import { readFiguresFedBy } from '@/lib/data/comparison';
import { listAnsweredReports } from '@/lib/data/reports';
import { readEnvironment } from '@/lib/env';
import { claimCitation } from '@/lib/formats/citation-claim';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { whyFeedsNone } from '@/lib/formats/claim-use';
import { laterKnown, toTombstone } from '@/lib/formats/claims-json';
import { breadcrumbsJsonLd, claimJsonLd } from '@/lib/formats/json-ld';
import { formatInstant, plural } from '@/lib/formats/text';
import type { ClaimId } from '@/lib/ledger/claim';
import { parseClaimsView } from '@/lib/ledger/claims-view';
import { addDays, type Day } from '@/lib/ledger/month';
import { toSeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import { DEFAULT_THRESHOLD, METRICS } from '@/lib/ledger/vocabulary';
import {
  claim as claimAddress,
  claimCitationFile,
  claims,
  claimTwin,
  codebook,
  figures,
  reportError,
} from '@/lib/routes';

export const instant = false;

/** One read for title and page; by texts, so that both ask the same question. */
const readDetail = cache(async (id: string, known: string | null, publicDay: string | null) => {
  const { view } = parseClaimsView([
    ['known', known ?? ''],
    ['public', publicDay ?? ''],
  ]);
  return getClaim(id, { known: view.known, public: view.public });
});

export async function generateMetadata({ params, searchParams }: PageProps<'/claims/[id]'>): Promise<Metadata> {
  const { id } = await params;
  const { view } = parseClaimsView(toPairs(await searchParams));
  const detail = await readDetail(id, view.known, view.public);
  if (detail === null) return { title: 'Claim', robots: { index: false } };
  const sentence = toClaimSentence(detail.claim, detail.source);
  const isGone = detail.claim.standing === 'withdrawn';
  return {
    title: isGone ? `Withdrawn: ${sentence}` : sentence,
    ...(isGone ? { robots: { index: false } } : {}),
    description: `${sentence} Recorded as claim ${id}, with its publications, its status and its history.`,
  };
}

/** The days that a claim is about, for the figures it may feed. */
function reachOf({ claim }: ClaimDetail): { firstDay: Day | null; lastDay: Day | null } {
  const lastDay = claim.periodEnd === null ? null : addDays(claim.periodEnd, -1);
  if (claim.asOf !== null) return { firstDay: claim.asOf, lastDay: claim.asOf };
  return { firstDay: claim.periodStart ?? lastDay, lastDay: lastDay ?? claim.periodStart };
}

/** What the claim is to machines (D12). A withdrawn one is offered to none. */
function AsData({ detail: { id, claim, sourceEntry, source, knownOn } }: { readonly detail: ClaimDetail }) {
  const text = toClaimSentence(claim, source);
  return (
    <JsonLd
      nodes={[
        claimJsonLd(
          {
            id,
            path: claimAddress(id),
            text,
            source: sourceEntry,
            publications: claim.publications,
            knownOn,
            downloads: [
              { path: claimTwin(id, 'json'), name: 'JSON', type: 'application/json' },
              { path: claimTwin(id, 'csv'), name: 'CSV', type: 'text/csv' },
            ],
          },
          knownAddress,
        ),
        breadcrumbsJsonLd(
          [
            { name: 'Claims', path: claims() },
            { name: text, path: claimAddress(id) },
          ],
          knownAddress,
        ),
      ]}
    />
  );
}

/** One claim: as a sentence, as claimed, with its status, its publications, its history and the figures it feeds. */
export default async function ClaimPage({ params, searchParams }: PageProps<'/claims/[id]'>) {
  // proxy.ts has asked the ledger for it.
  const id = (await params).id as ClaimId;
  const { view, notes } = parseClaimsView(toPairs(await searchParams));
  const detail = await readDetail(id, view.known, view.public);
  if (detail === null) {
    // The claim exists, so it was entered after the instant asked for.
    if (view.known === null) notFound();
    return (
      <EmptyState title="This claim was not in the ledger yet">
        <p>
          At the instant asked for, {formatInstant(view.known)}, the ledger did not hold claim {id}.{' '}
          <a href={claimAddress(id)}>Show it as it is known now.</a>
        </p>
      </EmptyState>
    );
  }
  const { claim, source, sourceEntry, badge, supersededBy } = detail;
  const at = { known: view.known, public: view.public, status: DEFAULT_THRESHOLD };
  const asked = { known: view.known, public: view.public };
  const [fed, { sources }, grades, reports, evidence, support] = await Promise.all([
    readFiguresFedBy({ id: detail.id, key: claim, ...reachOf(detail) }, asked),
    readCatalogue(asked),
    readClaimGrades(detail.id, asked),
    listAnsweredReports(detail.id),
    readEvidence(detail.id, asked),
    readClaimSupport(detail.id, asked),
  ]);
  if (support === null) throw new Error(`claim ${id} is in the ledger and cannot be compared`);
  const knownOn = laterKnown(detail, support);
  const tombstone = toTombstone(detail);
  return (
    <article>
      <PageLinks path={claimAddress(id)} twins={{ json: claimTwin(id, 'json'), csv: claimTwin(id, 'csv') }} />
      {tombstone === null && <AsData detail={detail} />}
      <AddressNotes notes={notes} />
      <PageHeader
        kicker={
          <>
            <a href={claims()}>Claims</a> · claim <code>{id}</code>
            {tombstone !== null && ' · withdrawn'}
          </>
        }
        title={tombstone === null ? toClaimSentence(claim, source) : 'A withdrawn claim'}
        isSentence={tombstone === null}
      />
      <KnownOnControl path={claimAddress(id, { known: view.known })} known={view.known} knownOn={knownOn} />
      <div className="mb-8 grid gap-3 empty:hidden">
        {tombstone !== null && (
          <Tombstone id={detail.id} tombstone={tombstone} sentence={toClaimSentence(claim, source)} />
        )}
        {claim.standing === 'discounted' && (
          <Notice tone="caution" title="This claim is discounted. No figure uses it.">
            <p>{claim.standingReason}</p>
          </Notice>
        )}
        {supersededBy !== null && tombstone === null && (
          <Notice title="The same source replaced this claim.">
            <a href={claimAddress(supersededBy)}>See what it said later.</a>
          </Notice>
        )}
        {badge === 'unchecked' && (
          <Notice tone="caution" title="Unchecked">
            The publication of this claim is not identified. It is kept and shown here, and never charted.
          </Notice>
        )}
      </div>

      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_20rem]">
        <div className="min-w-0">
          <section aria-labelledby="as-claimed">
            <h2 id="as-claimed" className="sr-only">
              As claimed
            </h2>
            <p className="font-semibold font-serif text-heading-1 tabular-nums">
              <ClaimedValue
                value={claim}
                periodKind={claim.periodKind}
                standing={claim.standing}
                unit={METRICS[claim.metric].unit}
              />
            </p>
            <div className="relative mt-2 mb-6 flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <VerificationStep badge={badge} />
              <ClaimFlags flags={detail.flags} />
            </div>
            <div className="mb-6">
              <ClaimAxes attribution={detail.attribution} substance={detail.substance} />
            </div>
            <ClaimFacts
              claim={claim}
              source={sourceEntry}
              nameOf={(slug) => sources.find((one) => one.slug === slug)?.name ?? slug}
            />
          </section>

          <section aria-labelledby="publications" className="mt-10">
            <h2 id="publications">Where it was said</h2>
            <Publications
              publications={claim.publications}
              source={source}
              evidence={evidence}
              isFetching={readEnvironment().EVIDENCE_FETCH === 'on'}
              withheld={sourceEntry.bulkWithheld ? sourceEntry.bulkWithheldReason : null}
            />
          </section>

          <section aria-labelledby="support" className="mt-10">
            <h2 id="support">Other sources over the same days</h2>
            <ClaimSupport claim={claim} source={source} support={support} />
          </section>

          {support.records.length > 0 && (
            <section aria-labelledby="records" className="mt-10">
              <h2 id="records">Records and admissions</h2>
              <SubstanceRecords records={support.records} />
            </section>
          )}

          {(detail.linksFrom.length > 0 || detail.linksTo.length > 0) && (
            <section aria-labelledby="links" className="mt-10">
              <h2 id="links">Other claims</h2>
              <ClaimLinks from={detail.linksFrom} to={detail.linksTo} />
            </section>
          )}

          <section aria-labelledby="history" className="mt-10">
            <h2 id="history">History</h2>
            <p className="mt-1 text-interface text-muted">
              {plural(detail.history.length, 'version')}. Versions are never changed or deleted, only followed.
            </p>
            <ClaimHistory versions={detail.history} />
          </section>

          {reports.length > 0 && (
            <section aria-labelledby="reported" className="mt-10">
              <h2 id="reported">Reported errors</h2>
              <ReportOutcomes reports={reports} />
            </section>
          )}
        </div>

        <aside className="grid content-start gap-8">
          <section aria-labelledby="feeds" className="rounded-card border border-line bg-card p-4">
            <h2 id="feeds" className="text-heading-3">
              Monthly figures it feeds
            </h2>
            <FedFigures
              figures={fed}
              at={at}
              whyNone={whyFeedsNone(claim, { source: sourceEntry, badge, isSuperseded: supersededBy !== null })}
            />
            {claim.side !== 'both' && METRICS[claim.metric].monthly && (
              <p className="mt-3 text-interface">
                <a
                  href={figures({
                    ...DEFAULT_VIEW,
                    side: claim.side,
                    series: [toSeriesId(claim)],
                    known: view.known,
                    public: view.public,
                  })}
                >
                  The whole series
                </a>
              </p>
            )}
          </section>
          <section aria-labelledby="credibility">
            <h2 id="credibility" className="mb-1 text-heading-3">
              Credibility
            </h2>
            <ClaimGrade grades={grades} />
            <p className="mt-2 text-muted text-small">
              A grade from <a href={codebook('credibilities')}>1 to 6</a>, apart from the status. No figure depends on
              it.
            </p>
          </section>
          <section aria-labelledby="reports" className="text-interface" data-print="hide">
            <h2 id="reports" className="text-heading-3">
              Is something wrong here?
            </h2>
            <p className="mt-1">
              <a href={reportError({ claim: detail.id })}>Report an error</a>
            </p>
          </section>
          <section aria-labelledby="cite" className="text-interface" data-print="hide">
            <h2 id="cite" className="text-heading-3">
              Cite
            </h2>
            <CopyText
              name="Citation of this claim"
              text={claimCitation(citedClaimOf(detail, evidence, siteAddress(await headers())))}
              guessedOrigin={null}
            />
            <p className="text-small">
              As a file: <a href={claimCitationFile(id, 'bib', { known: view.known })}>BibTeX</a> ·{' '}
              <a href={claimCitationFile(id, 'ris', { known: view.known })}>RIS</a> ·{' '}
              <a href={claimCitationFile(id, 'json', { known: view.known })}>CSL-JSON</a> ·{' '}
              <a href={claimCitationFile(id, 'txt', { known: view.known })}>text</a>
            </p>
          </section>
          <PrintedAddress path={claimAddress(id, { known: knownOn })} />
          <section aria-labelledby="files" className="text-interface" data-print="hide">
            <h2 id="files" className="text-heading-3">
              As files
            </h2>
            <p className="mt-1">
              <a href={claimTwin(id, 'json', { known: view.known })}>JSON</a> ·{' '}
              <a href={claimTwin(id, 'csv', { known: view.known })}>CSV</a>
            </p>
            <p className="mt-2 text-muted text-small">
              Key in files: <code className="[overflow-wrap:anywhere]">{claim.key}</code>. As known on{' '}
              <time dateTime={knownOn}>{formatInstant(knownOn)}</time>.
            </p>
          </section>
        </aside>
      </div>
    </article>
  );
}
