import type { Metadata } from 'next';
import { PageLinks } from '@/app/page-links';
import { toPairs } from '@/app/search-params';
import { LineageGraph, LineageKey } from '@/components/lineage/lineage-graph';
import { LineageTable } from '@/components/lineage/lineage-table';
import { AddressNotes } from '@/components/site/address-notes';
import { BeforeFirstRecord, KnownOnControl } from '@/components/site/known-on-control';
import { Contents } from '@/components/ui/contents';
import { AnchoredHeading } from '@/components/ui/heading-anchor';
import { Inert } from '@/components/ui/inert';
import { PageHeader } from '@/components/ui/page-header';
import { readLineagePicture } from '@/lib/data/lineage';
import { capitalise, plural } from '@/lib/formats/text';
import { parseClaimsView } from '@/lib/ledger/claims-view';
import type { LineageGroup, LineageNode } from '@/lib/ledger/lineage-graph';
import { METRICS, SIDES } from '@/lib/ledger/vocabulary';
import { codebook, LINEAGE, lineage, lineageTwin, source as sourceAddress } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = {
  title: 'Who repeats whom',
  description:
    'Which sources restate the numbers of others, metric by metric: origins, and everything that goes back to them.',
};

const idOf = ({ metric, side }: LineageGroup) => `${metric}-${side}`;
const titleOf = ({ metric, side }: LineageGroup) => `${capitalise(METRICS[metric].label)}, ${SIDES[side].label}`;

/** Who repeats whom in each metric and side: pictures, and the same as a table (T2, A9). */
export default async function LineagePage({ searchParams }: PageProps<'/lineage'>) {
  const { view, notes } = parseClaimsView(toPairs(await searchParams).filter(([key]) => key === 'known'));
  const { groups, sources, knownOn } = await readLineagePicture({ known: view.known });
  const at = { known: view.known };
  const path = lineage(at);
  const twin = lineageTwin(at);
  const shortName = (slug: string) => sources.get(slug)?.shortName ?? slug;
  return (
    <>
      <PageLinks path={LINEAGE} twins={{ json: twin }} />
      <AddressNotes notes={notes} />
      <PageHeader title="Who repeats whom">
        <p>A number that several sources repeat is one voice. These are the ties that are recorded, claim by claim.</p>
      </PageHeader>
      <KnownOnControl path={path} known={view.known} knownOn={knownOn} />
      {knownOn === null && view.known !== null && <BeforeFirstRecord path={path} known={view.known} />}
      {knownOn !== null && groups.length === 0 && (
        <p>No claim of this ledger is recorded as repeating another source.</p>
      )}
      {groups.length > 0 && (
        <>
          <p className="max-w-prose text-interface text-muted">
            A tie says that some claims of a source restate another’s, not that all do. Sources that repeat nobody are
            not thereby independent: nothing is recorded. Ratios and estimates of estimates never count as a voice.{' '}
            <a href={twin}>The ties as JSON</a>
          </p>
          <div className="my-6">
            <LineageKey />
          </div>
          <Contents
            label="Metrics"
            entries={groups.map((group) => ({ href: `#${idOf(group)}`, label: titleOf(group) }))}
          />
        </>
      )}
      <Inert>
        {groups.map((group) => {
          const nameOf = (node: LineageNode) =>
            node.metric === group.metric
              ? shortName(node.source)
              : `${shortName(node.source)}: ${METRICS[node.metric].label}`;
          return (
            <section key={idOf(group)} className="mt-12">
              <AnchoredHeading id={idOf(group)} level={2}>
                {titleOf(group)}
              </AnchoredHeading>
              <p className="mt-1 text-interface text-muted">
                <a href={codebook('metrics', group.metric)}>What it counts</a> ·{' '}
                {plural(group.components.length, 'group that hangs together', 'groups that hang together')} ·{' '}
                <a href={`#${idOf(group)}-table`}>View as table</a>
              </p>
              <div className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] items-start gap-4">
                {group.components.map((component, index) => (
                  <figure
                    key={component.roots.join(' ')}
                    className="min-w-0 overflow-hidden rounded-card border border-line bg-card p-3"
                  >
                    <LineageGraph id={`${idOf(group)}-${index + 1}`} component={component} nameOf={nameOf} />
                  </figure>
                ))}
              </div>
              <details className="mt-3">
                <summary className="min-h-6 text-interface text-link">The same as a table</summary>
                <div id={`${idOf(group)}-table`} className="mt-2 max-w-4xl">
                  <LineageTable
                    label={`${titleOf(group)}: ties`}
                    side={group.side}
                    components={group.components}
                    nameOf={nameOf}
                    known={view.known}
                  />
                </div>
              </details>
              {group.alone.length > 0 && (
                <p className="mt-3 max-w-prose text-interface text-muted">
                  Nothing recorded either way:{' '}
                  {group.alone.map((slug, index) => (
                    <span key={slug}>
                      {index > 0 && ', '}
                      <a href={sourceAddress(slug, at)}>{shortName(slug)}</a>
                    </span>
                  ))}
                  .
                </p>
              )}
            </section>
          );
        })}
      </Inert>
    </>
  );
}
