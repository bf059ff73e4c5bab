import { InstantLabel } from '@/components/ledger/month-label';
import { linkWords } from '@/lib/formats/evidence-words';
import { formatNumber, plural } from '@/lib/formats/text';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { claim as claimAddress } from '@/lib/routes';

/** How the links of a source stand. */
export type ShownLinks = {
  readonly links: number;
  readonly checked: number;
  readonly lastCheck: Instant | null;
  readonly publications: number;
  readonly captured: number;
  readonly dead: readonly {
    readonly url: string;
    readonly outcome: string;
    readonly status: number | null;
    readonly at: Instant;
    readonly claim: string;
  }[];
  readonly deadCount: number;
  /** How many of its latest claims this is about, where it has more. */
  readonly latestOnly: number | null;
};

/** How many publications of a source are archived, whether their links still answer, and which do not (O6). */
export function LinksAndCaptures({ links }: { readonly links: ShownLinks }) {
  const { checked, lastCheck, publications, captured, dead, deadCount } = links;
  return (
    <div className="mt-2 max-w-prose text-interface">
      <p>
        {links.latestOnly !== null && `Of its latest ${formatNumber(links.latestOnly)} claims: `}
        {formatNumber(captured)} of {plural(publications, 'publication')} archived with SHA-256.{' '}
        {lastCheck === null ? (
          'No link has been looked at yet.'
        ) : (
          <>
            {formatNumber(checked)} of {plural(links.links, 'link')} looked at, last{' '}
            <InstantLabel instant={lastCheck} />;{' '}
            {deadCount === 0 ? 'all of them answered.' : `${formatNumber(deadCount)} did not answer.`}
          </>
        )}
      </p>
      {dead.length > 0 && (
        <details className="mt-2">
          <summary className="min-h-6 text-link">
            {plural(deadCount, 'dead link')}
            {dead.length < deadCount ? `, the latest ${dead.length} of them` : ''}
          </summary>
          <ul className="mt-2 grid gap-2 text-small">
            {dead.map(({ url, outcome, status, at, claim }) => (
              <li key={url} className="[overflow-wrap:anywhere]">
                <a href={url} rel="external noopener nofollow">
                  {url}
                </a>
                : {linkWords({ outcome, status })}, <InstantLabel instant={at} />.{' '}
                <a href={claimAddress(claim as ClaimId)}>The claim</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
