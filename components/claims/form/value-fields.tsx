import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { capitalise } from '@/lib/formats/text';
import { INTERVAL_MEANINGS } from '@/lib/ledger/vocabulary';
import { controlOf, type FieldReader } from './field-reader';
import { FormSection } from './form-section';

export const KINDS = [
  { value: 'point', label: 'One number', help: '“1 271 a day”' },
  { value: 'approx', label: 'About', help: '“about 390 580”, “some 30 000”' },
  { value: 'at_least', label: 'At least', help: '“at least”, “more than”, “over”' },
  { value: 'at_most', label: 'Up to', help: '“up to”, “nearly”, “almost”' },
  { value: 'range', label: 'A range', help: '“from 200 000 to 250 000”' },
  { value: 'none', label: 'No number', help: '“hundreds of thousands”: the words are kept, and none is made up' },
];

const DIGITS = 'Digits only; spaces between thousands are fine. Write 700000 for 700 thousand.';

/** The number as it was said (domain.md §1.2): its kind decides which fields there are. */
export function ValueFields({ fields, focus }: { readonly fields: FieldReader; readonly focus: string | null }) {
  const amount = (path: string) => ({
    ...controlOf(path, fields),
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    width: 'short' as const,
    className: 'tabular-nums',
    autoFocus: focus === path,
  });
  return (
    <FormSection id="number" title="The number">
      <RadioGroup
        {...controlOf('valueKind', fields)}
        help="As the source says it, not as it may be meant."
        choices={KINDS}
      />
      <div data-value-kinds="at_least range">
        <TextInput {...amount('low')} help={DIGITS} />
      </div>
      <div data-value-kinds="point approx range">
        <TextInput
          {...amount('best')}
          help={`${DIGITS} In a range, only a best value that the source itself states; else leave it empty.`}
        />
      </div>
      <div data-value-kinds="at_most range">
        <TextInput {...amount('high')} help={DIGITS} />
      </div>
      <div data-value-kinds="range">
        <Select
          {...controlOf('intervalMeaning', fields)}
          isOptional
          help="Only a confidence or prediction interval is an interval in the statistical sense."
          choices={Object.entries(INTERVAL_MEANINGS).map(([value, { label }]) => ({ value, label: capitalise(label) }))}
          empty="Not stated"
        />
      </div>
      <div data-value-kinds="point approx at_least at_most range">
        <RadioGroup
          {...controlOf('rounding', fields)}
          choices={[
            { value: 'exact', label: 'Exact as printed', help: 'A count, or the source does not say that it rounds' },
            {
              value: 'unit',
              label: 'Rounded by the source',
              help: 'An average, or a number “to the nearest thousand”',
            },
          ]}
        />
      </div>
      <div data-rounding="">
        <TextInput
          {...amount('roundingUnit')}
          help="The unit to which it is rounded: 1 for an average a day said in whole persons, 1000 for thousands."
        />
      </div>
    </FormSection>
  );
}
