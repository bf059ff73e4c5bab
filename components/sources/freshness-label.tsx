import { FRESHNESS_RULE, freshnessWords } from '@/lib/formats/freshness-words';
import type { Freshness } from '@/lib/ledger/freshness';

/** How fresh a source is (R14): last publication, usual gap, and whether it is late; with `rule`, how that is told. */
export function FreshnessLabel({
  freshness,
  rule = false,
}: {
  readonly freshness: Freshness;
  readonly rule?: boolean;
}) {
  return (
    <>
      <span className={freshness.lastPublished === null ? 'text-muted' : undefined}>{freshnessWords(freshness)}</span>
      {rule && freshness.usualGapDays !== null && <span className="block text-muted text-small">{FRESHNESS_RULE}</span>}
    </>
  );
}
