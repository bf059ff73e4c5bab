import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { capitalise } from '@/lib/formats/text';
import { COMPONENTS, COUNT_BASES, codesOf, METRICS, SIDES, TIME_BASES } from '@/lib/ledger/vocabulary';
import { controlOf, type FieldReader } from './field-reader';
import { FormSection, MoreFields } from './form-section';

const FAMILIES = {
  casualties: 'Casualties',
  personnel: 'Personnel',
  equipment: 'Equipment',
  territory: 'Territory',
  ratio: 'Ratios and shares',
  plan: 'Plans',
} as const;

export const METRIC_GROUPS = codesOf(FAMILIES).map((family) => ({
  label: FAMILIES[family],
  choices: codesOf(METRICS)
    .filter((metric) => METRICS[metric].family === family)
    .map((metric) => ({ value: metric, label: capitalise(METRICS[metric].label) })),
}));

export const SCOPES = ['theatre', 'sector-', 'part-', 'excluding-kursk', 'including-kursk'];

/** What is counted, whose, where and how (domain.md §1.3, §1.4). */
export function DefinitionFields({ fields }: { readonly fields: FieldReader }) {
  const components = codesOf(COMPONENTS);
  return (
    <FormSection id="definition" title="What is counted, and whose">
      <Select
        {...controlOf('metric', fields)}
        help={
          <>
            Coded from the words of the source, never from what others made of them. “Losses” or “eliminated” without a
            definition are personnel losses, not specified.
          </>
        }
        choices={METRIC_GROUPS}
        empty="Choose"
      />
      <RadioGroup
        {...controlOf('side', fields)}
        isInline
        choices={codesOf(SIDES).map((side) => ({ value: side, label: SIDES[side].label }))}
      />
      <TextInput
        {...controlOf('scope', fields)}
        help="“theatre” for the whole war. A sector is written sector-kupiansk, a part of the force part-unmanned-units; numbers with or without Kursk excluding-kursk or including-kursk."
        list="scopes"
        width="medium"
        autoComplete="off"
        spellCheck={false}
      />
      <datalist id="scopes">
        {SCOPES.map((scope) => (
          <option key={scope} value={scope} />
        ))}
      </datalist>
      <Select
        {...controlOf('countBasis', fields)}
        help="On what the number rests, as far as the source says."
        choices={codesOf(COUNT_BASES).map((basis) => ({ value: basis, label: capitalise(COUNT_BASES[basis].label) }))}
        defaultValue={fields.text('countBasis') || 'unstated'}
      />
      <RadioGroup
        {...controlOf('timeBasis', fields)}
        isOptional
        help="Which date puts a person into the period."
        choices={[
          { value: '', label: 'Not stated' },
          ...codesOf(TIME_BASES).map((basis) => ({ value: basis, label: capitalise(TIME_BASES[basis].label) })),
        ]}
        isInline
      />
      <MoreFields
        title="Forces included or left out, edition, version of the definition"
        isOpen={
          components.some((component) => fields.text(`components.${component}`) !== '') ||
          fields.text('release') !== '' ||
          !['', '1'].includes(fields.text('definitionVersion')) ||
          fields.error('definitionVersion') !== undefined
        }
      >
        {components.map((component) => (
          <RadioGroup
            key={component}
            {...controlOf(`components.${component}`, fields)}
            isInline
            choices={[
              { value: '', label: 'Unknown' },
              { value: 'in', label: 'Included' },
              { value: 'out', label: 'Left out' },
            ]}
          />
        ))}
        <TextInput
          {...controlOf('release', fields)}
          maxLength={60}
          isOptional
          help="Of a model or a list: totals of different editions are never subtracted from each other."
          width="medium"
        />
        <TextInput
          {...controlOf('definitionVersion', fields)}
          help="1, unless the source changed what it counts: then 2, and so on. A new version is a series of its own."
          inputMode="numeric"
          width="short"
        />
      </MoreFields>
    </FormSection>
  );
}
