import { Checkbox } from '@/components/ui/checkbox';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { periodFieldsOf } from '@/lib/ledger/draft';
import { codesOf, PERIOD_KINDS } from '@/lib/ledger/vocabulary';
import { boxOf, controlOf, type FieldReader } from './field-reader';
import { FormSection } from './form-section';

/** Kinds of period in the words of a reader, the most frequent first. */
export const KINDS = [
  {
    value: 'cumulative_since_start',
    label: 'A running total since 24 February 2022',
    help: '“Since the start of the invasion, 654 430”',
  },
  { value: 'daily_rate', label: 'An average a day', help: '“1 271 a day in September”' },
  { value: 'day', label: 'One day', help: '“1 950 in the past day”' },
  { value: 'interval', label: 'All within stated days', help: '“38 130 in September”, “92 000 over the summer”' },
  { value: 'cumulative_since_date', label: 'A running total since another day', help: '“427 000 this year so far”' },
  { value: 'monthly_rate', label: 'An average a month', help: '“35 000 to 40 000 a month”' },
  { value: 'weekly_rate', label: 'An average a week' },
  { value: 'instant', label: 'On one day', help: 'A strength, not a loss: “170 000 in the sector”' },
  { value: 'ratio', label: 'A ratio', help: '“27 to 1”, “96 for each square kilometre”' },
  { value: 'forecast', label: 'A forecast or a plan', help: 'About the future; never charted' },
  {
    value: 'total_correction',
    label: 'A correction of a running total',
    help: 'The source announced that its own total was too high or too low by so many',
  },
] as const;

const DAY = 'Year, month, day: 2024-09-30.';

/** The kinds that have a date field, as a style sheet wants them. */
const kindsWith = (field: 'firstDay' | 'lastDay' | 'asOf') =>
  codesOf(PERIOD_KINDS)
    .filter((kind) => periodFieldsOf(kind).includes(field))
    .join(' ');

/** Over which days (domain.md §1.5): the kind decides which dates there are. */
export function PeriodFields({ fields }: { readonly fields: FieldReader }) {
  const day = (path: 'firstDay' | 'lastDay' | 'asOf') => ({
    ...controlOf(path, fields),
    width: 'short' as const,
    autoComplete: 'off',
    className: 'tabular-nums',
    placeholder: 'YYYY-MM-DD',
  });
  return (
    <FormSection id="days" title="Over which days">
      <RadioGroup {...controlOf('periodKind', fields)} choices={KINDS} />
      <div data-period-kinds={kindsWith('firstDay')}>
        <TextInput {...day('firstDay')} help={DAY} />
      </div>
      <div data-period-kinds={kindsWith('lastDay')}>
        <TextInput {...day('lastDay')} help={`${DAY} The last day that belongs to the period.`} />
      </div>
      <div data-period-kinds={kindsWith('asOf')}>
        <TextInput
          {...day('asOf')}
          help={`${DAY} The day to which the number reaches: running totals, corrections and strengths need it. Whether a report counts that day or ends on its morning is recorded with the source.`}
        />
      </div>
      <Checkbox
        {...boxOf('undated', fields)}
        label="The source does not give all of these dates"
        help="The claim is kept and shown with those it gives, and never charted."
      />
      <Checkbox {...boxOf('provisional', fields)} label="The source itself calls the number provisional" />
    </FormSection>
  );
}
