import type { Metadata } from 'next';
import { InstantLabel } from '@/components/ledger/month-label';
import { WorkList } from '@/components/second-key/work-list';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readCatalogue } from '@/lib/data/catalogue';
import { NOW } from '@/lib/data/ledger';
import { listDisagreements, readWorkList } from '@/lib/data/second-keys';
import { keyedLabel } from '@/lib/formats/second-key-words';
import { joinWords } from '@/lib/formats/text';
import { isAtLeast, permit } from '@/lib/ledger/permissions';
import { DESK, secondKeyDecision } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Second key' };

/** Which claims are worth keying next, and for reviewers the keys that differ (E6). */
export default async function SecondKeyPage() {
  const person = await requireMay('queue.read');
  const isReviewer = isAtLeast(person.role, 'reviewer');
  const [items, disagreements, { sources }] = await Promise.all([
    readWorkList(person),
    isReviewer ? listDisagreements() : Promise.resolve([]),
    readCatalogue(NOW),
  ]);
  // A draft may name its source by its slug.
  const entries = items.map((item) => ({
    ...item,
    sourceName: sources.find(({ slug }) => slug === item.sourceName)?.name ?? item.sourceName,
  }));
  return (
    <>
      <PageHeader title="Second key">
        <p>
          Key a claim from its publication without seeing what was keyed first. Where two people agree, it is Checked.
        </p>
      </PageHeader>
      {disagreements.length > 0 && (
        <section aria-labelledby="differ" className="mb-10">
          <h2 id="differ" className="mb-2">
            Keys that differ
          </h2>
          <ul className="divide-y divide-line border-line border-y">
            {disagreements.map((one) => (
              <li key={one.id} className="py-3 text-interface">
                {permit(person, 'key.decide', one.work).ok ? (
                  <a href={secondKeyDecision(one.id)} className="font-medium">
                    {one.sourceName}: compare and decide
                  </a>
                ) : (
                  <span className="font-medium">{one.sourceName}: somebody else must decide, you keyed it</span>
                )}
                <p className="text-muted text-small">
                  They differ in {joinWords(one.differences.map((field) => keyedLabel(field).toLowerCase()))}. Second
                  key by {one.keyer.name}, <InstantLabel instant={one.at} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="next">
        <h2 id="next" className="mb-2">
          Most worth keying next
        </h2>
        {entries.length === 0 ? (
          <Notice title="There is nothing for you to key.">
            <p>
              Every public claim is Checked, keyed by you already, or your own. <a href={DESK}>To your desk</a>
            </p>
          </Notice>
        ) : (
          <WorkList entries={entries} />
        )}
      </section>
    </>
  );
}
