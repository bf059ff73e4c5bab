import { formatBounds, type SaidValue } from '@/lib/formats/text';
import { type PeriodKind, STANDINGS, type Standing, type Unit } from '@/lib/ledger/vocabulary';

const RATES: Partial<Record<PeriodKind, string>> = {
  daily_rate: ' a day',
  weekly_rate: ' a week',
  monthly_rate: ' a month',
};

type ClaimedValueProps = {
  readonly value: SaidValue;
  readonly unit?: Unit;
  readonly periodKind: PeriodKind;
  readonly standing: Standing;
};

/**
 * The value as claimed: bounds stay bounds. A claim that the ledger no longer stands by is struck through, and said to be so
 * for those who cannot see the line.
 */
export function ClaimedValue({ value, unit, periodKind, standing }: ClaimedValueProps) {
  const text = `${formatBounds(value, unit)}${value.valueKind === 'none' ? '' : (RATES[periodKind] ?? '')}`;
  if (standing === 'current') return <span>{text}</span>;
  return (
    <span>
      <s className="text-muted">{text}</s>
      <span className="sr-only">, {STANDINGS[standing].label}</span>
    </span>
  );
}
