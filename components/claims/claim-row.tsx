import { ClaimFlags } from '@/components/ledger/claim-flags';
import { ClaimedValue } from '@/components/ledger/claimed-value';
import { DayLabel } from '@/components/ledger/month-label';
import { VerificationBadge } from '@/components/ledger/verification-badge';
import { relayWords, toClaimSentence } from '@/lib/formats/claim-sentence';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import type { Day } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { type Badge, type ClaimFlag, METRICS } from '@/lib/ledger/vocabulary';
import { claim as claimAddress, source as sourceAddress } from '@/lib/routes';

/** What a list shows of a claim. */
export type ClaimEntry = {
  readonly id: ClaimId;
  readonly claim: Claim;
  readonly source: Pick<Source, 'slug' | 'name' | 'shortName' | 'countingConvention'>;
  readonly badge: Badge;
  readonly flags: readonly ClaimFlag[];
  readonly publishedOn: Day | null;
};

/** One claim of a list: the sentence as the way to its page, the value as claimed, badge, source and day of publication. */
export function ClaimRow({ entry }: { readonly entry: ClaimEntry }) {
  const { claim, source } = entry;
  const relay = relayWords(claim.publications);
  return (
    <article className="grid gap-x-6 gap-y-1 py-4 md:grid-cols-[1fr_11rem]">
      <div className="min-w-0">
        <h3 className="font-normal font-sans text-interface [text-wrap:wrap]">
          <a href={claimAddress(entry.id)} className="text-ink decoration-control">
            {toClaimSentence(claim, source)}
          </a>
        </h3>
        <p className="relative mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-small">
          <VerificationBadge badge={entry.badge} />
          <ClaimFlags flags={entry.flags} />
          <span>
            <a href={sourceAddress(source.slug)} className="text-muted">
              {source.shortName}
            </a>
            {relay !== null && ` ${relay}`}
          </span>
          <span>
            {entry.publishedOn === null ? 'date of publication unknown' : <DayLabel day={entry.publishedOn} />}
          </span>
        </p>
      </div>
      <p className="font-medium text-interface tabular-nums md:text-right">
        <ClaimedValue
          value={claim}
          periodKind={claim.periodKind}
          standing={claim.standing}
          unit={METRICS[claim.metric].unit}
        />
      </p>
    </article>
  );
}
