import { DayLabel } from '@/components/ledger/month-label';
import { VerificationBadge } from '@/components/ledger/verification-badge';
import { sideWords } from '@/lib/formats/claim-sentence';
import { formatBounds, formatNumber } from '@/lib/formats/text';
import type { Day } from '@/lib/ledger/month';
import { METRICS, type Metric, type Side } from '@/lib/ledger/vocabulary';
import { claim as claimAddress, source as sourceAddress } from '@/lib/routes';
import type { ClaimEntry } from './claim-row';

/** The running totals of one series as one line, so that a daily counter does not bury everything else. */
export function TotalsRow({
  totals,
  showEach,
}: {
  readonly totals: {
    readonly key: { readonly metric: Metric; readonly side: Side; readonly scope: string };
    readonly count: number;
    readonly firstDay: Day | null;
    readonly lastDay: Day | null;
    readonly latest: ClaimEntry;
  };
  /** The list with each of them by itself. */
  readonly showEach: string;
}) {
  const { key, count, firstDay, lastDay, latest } = totals;
  return (
    <article className="grid gap-x-6 gap-y-1 py-4 md:grid-cols-[1fr_11rem]">
      <div className="min-w-0">
        <h3 className="font-normal font-sans text-interface [text-wrap:wrap]">
          <span className="font-medium">{formatNumber(count)} running totals</span> by {latest.source.name}:{' '}
          {METRICS[key.metric].label}, {sideWords(key.side, key.scope)}
          {firstDay !== null && lastDay !== null && (
            <>
              , from <DayLabel day={firstDay} /> to <DayLabel day={lastDay} />
            </>
          )}
          .{' '}
          <a href={showEach} rel="nofollow">
            Show each
          </a>
        </h3>
        <p className="relative mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-small">
          <VerificationBadge badge={latest.badge} />
          <a href={sourceAddress(latest.source.slug)} className="text-muted">
            {latest.source.shortName}
          </a>
        </p>
      </div>
      <p className="text-interface md:text-right">
        <span className="text-muted text-small md:block">The furthest </span>
        <a href={claimAddress(latest.id)} className="font-medium tabular-nums">
          {formatBounds(latest.claim, METRICS[key.metric].unit)}
        </a>
      </p>
    </article>
  );
}
