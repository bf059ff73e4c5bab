/**
 * Month × vintage in words and as JSON (A13). Keys of the document keep their name, place and meaning; new ones are added at the end.
 */
import type { Day, Instant, Month } from '@/lib/ledger/month';
import type { HeatChange, HeatColumn, HeatValue } from '@/lib/ledger/revision-heat';
import type { SeriesId } from '@/lib/ledger/series';
import { formatMonth, formatNumber, formatPercent, formatRounded, plural } from './text';

/** A value as the heat prints it: what has its range beside it is not “about”, as everywhere. */
export function heatValue(value: HeatValue): string {
  const isRanged = value.valueKind === 'approx' && value.low !== null && value.high !== null;
  return formatRounded({ ...value, valueKind: isRanged ? 'point' : value.valueKind });
}

/** `+1 600`, `−13`: with its sign, which is what a change is read by. */
function signed(by: number): string {
  const shown = Math.abs(by) < 10 ? Math.round(by * 10) / 10 : Math.round(by);
  return shown > 0 ? `+${formatNumber(shown)}` : formatNumber(shown);
}

/** What stands in the cell: `+1 600`, `first`, `gone`; `moved` where a range or bound changed without a best value. */
export function heatWord(change: HeatChange): string {
  if (change.kind === 'first') return heatValue(change.after);
  if (change.kind === 'gone') return 'no figure';
  return change.by === null || change.by === 0 ? 'bounds' : signed(change.by);
}

/** The accessible name of a change: `September 2024: 36 530 before, 38 130 after, +1 600 or 4.4 %, open derivation`. */
export function heatName(month: Month, change: HeatChange): string {
  const name = formatMonth(month);
  if (change.kind === 'first') return `${name}: first figure, ${heatValue(change.after)}, open derivation`;
  if (change.kind === 'gone') return `${name}: ${heatValue(change.before)} before, no figure after, open reason`;
  const size =
    change.by === null || change.by === 0
      ? 'only its bounds moved'
      : `${signed(change.by)}${change.share === null ? '' : ` or ${formatPercent(Math.round(change.share * 1000) / 10)}`}`;
  return `${name}: ${heatValue(change.before)} before, ${heatValue(change.after)} after, ${size}, open derivation`.replaceAll(
    '–',
    ' to ',
  );
}

/** How much was changed after it was first known: `3 later changes of 2 months.` */
export function heatSummary(columns: readonly Pick<HeatColumn<unknown>, 'changes'>[]): string {
  const later = columns.flatMap(({ changes }) => [...changes].filter(([, change]) => change.kind !== 'first'));
  if (later.length === 0) return 'No figure of a whole month has been changed after it was first known.';
  const months = new Set(later.map(([month]) => month)).size;
  return `${plural(later.length, 'later change')} of ${plural(months, 'month')}.`;
}

type Mark =
  | { readonly kind: 'ledger'; readonly ledgerNumber: bigint; readonly recordedFrom: Instant }
  | { readonly kind: 'public'; readonly day: Day };

/** The heat of a series as one document: compact, one newline at the end. */
export function toHeatJson(heat: {
  readonly series: SeriesId;
  readonly by: 'ledger' | 'public';
  readonly knownOn: Instant;
  readonly isCut: boolean;
  readonly columns: readonly HeatColumn<Mark>[];
}): string {
  const { series, by, knownOn, isCut, columns } = heat;
  const document = {
    series,
    by,
    reconstructed: by === 'public',
    knownOn,
    olderVintagesLeftOut: isCut,
    vintages: columns.map(({ mark, changes }) => ({
      ledgerNumber: mark.kind === 'ledger' ? Number(mark.ledgerNumber) : null,
      recordedFrom: mark.kind === 'ledger' ? mark.recordedFrom : null,
      publishedBy: mark.kind === 'public' ? mark.day : null,
      changes: [...changes].map(([month, change]) => ({
        month,
        kind: change.kind,
        before: change.kind === 'first' ? null : change.before,
        after: change.kind === 'gone' ? null : change.after,
        by: change.kind === 'changed' ? change.by : null,
        share: change.kind === 'changed' ? change.share : null,
      })),
    })),
  };
  return `${JSON.stringify(document)}\n`;
}
