import { Button } from '@/components/ui/button';
import { CONTROL_LOOK } from '@/components/ui/field';
import { capitalise, formatMonth } from '@/lib/formats/text';
import { MATRIX_METRICS, type MatrixView } from '@/lib/ledger/matrix-view';
import { type Month, monthsFrom } from '@/lib/ledger/month';
import { CHARTED_BADGES } from '@/lib/ledger/view';
import { BADGES, type Metric, metricOf, SIDES } from '@/lib/ledger/vocabulary';
import { MATRIX } from '@/lib/routes';

type Option = { readonly value: string; readonly label: string };

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly Option[];
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={`matrix-${name}`} className="text-muted text-small">
        {label}
      </label>
      <select id={`matrix-${name}`} name={name} defaultValue={value} className={`${CONTROL_LOOK} max-w-64`}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Metric, side, months and status of the matrix: a plain form that works without script. */
export function MatrixForm({
  asked,
  held,
  metrics,
}: {
  /** The view as the address asked for it, before its months were filled in. */
  readonly asked: MatrixView;
  /** Months of which anything is held. */
  readonly held: { readonly from: Month; readonly to: Month };
  /** Metrics with claims; the one that is shown is offered in any case. */
  readonly metrics: ReadonlySet<Metric>;
}) {
  const months = monthsFrom(held.from, held.to).map((month) => ({ value: month, label: formatMonth(month, 'short') }));
  const monthsWith = (month: Month | null, all: string) => [
    { value: '', label: all },
    ...(month === null || months.some(({ value }) => value === month)
      ? []
      : [{ value: month, label: formatMonth(month, 'short') }]),
    ...months,
  ];
  const kept = [
    ['known', asked.known],
    ['public', asked.public],
  ] as const;
  return (
    <form
      action={MATRIX}
      method="get"
      aria-label="What the matrix shows"
      className="mb-6 flex flex-wrap items-end gap-3"
    >
      {kept.map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Choice
        name="metric"
        label="What is counted"
        value={asked.metric}
        options={MATRIX_METRICS.filter((metric) => metrics.has(metric) || metric === asked.metric).map((metric) => ({
          value: metric,
          label: capitalise(metricOf(metric).label),
        }))}
      />
      <Choice
        name="side"
        label="Side"
        value={asked.side}
        options={(['ru', 'ua'] as const).map((side) => ({ value: side, label: SIDES[side].label }))}
      />
      <Choice name="from" label="From" value={asked.from ?? ''} options={monthsWith(asked.from, 'The first')} />
      <Choice name="to" label="To" value={asked.to ?? ''} options={monthsWith(asked.to, 'The last')} />
      <Choice
        name="status"
        label="Status"
        value={asked.status}
        options={CHARTED_BADGES.map((badge) => ({
          value: badge,
          label: badge === 'documented' ? BADGES[badge].label : `${BADGES[badge].label} and above`,
        }))}
      />
      <Button type="submit">Show</Button>
    </form>
  );
}
