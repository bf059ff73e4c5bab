import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { capitalise } from '@/lib/formats/text';
import type { FormSource } from '@/lib/forms';
import { COUNTING_CONVENTIONS, DIFFERENCEABILITIES, PARTIES, SOURCE_CLASSES } from '@/lib/ledger/vocabulary';
import { controlOf, type FieldReader } from './field-reader';
import { FormSection, MoreFields } from './form-section';

/** The list from which names of sources are completed, for every field that names one. */
export const SOURCE_NAMES = 'source-names';

/** Every name of every source; an alias is followed by the name that it means. */
export function SourceNames({ sources }: { readonly sources: readonly FormSource[] }) {
  return (
    <datalist id={SOURCE_NAMES}>
      {sources.map(({ slug, name }) => (
        <option key={slug} value={name} />
      ))}
      {sources.flatMap(({ name, aliases }) =>
        aliases.map((alias) => <option key={`${name} ${alias}`} value={alias} label={name} />),
      )}
    </datalist>
  );
}

const choices = (list: Readonly<Record<string, { readonly label: string }>>) =>
  Object.entries(list).map(([value, { label }]) => ({ value, label: capitalise(label) }));

/** Who says it: the originator, never whoever carried it (E4); a new one is registered in the same form. */
export function SourceFields({ fields }: { readonly fields: FieldReader }) {
  const isNew =
    fields.text('newSource.name') !== '' ||
    ['name', 'class', 'party', 'slug'].some((name) => fields.error(`newSource.${name}`));
  return (
    <FormSection id="source" title="Who says it">
      <TextInput
        {...controlOf('source', fields)}
        help="The office, body or project that made the statement. Begin to type its name or another spelling of it. Whoever only carried the words stands below, under the publication."
        list={SOURCE_NAMES}
        autoComplete="off"
      />
      <TextInput
        {...controlOf('spokesperson', fields)}
        maxLength={120}
        isOptional
        help="The person, where the statement names one: Volodymyr Zelenskyy."
        width="medium"
      />
      <MoreFields title="Register a new source" isOpen={isNew}>
        <p className="text-muted text-small">
          It is registered when the claim is published. Write the same name into “Source” above. The rest of its entry
          is filled in under Sources.
        </p>
        <TextInput {...controlOf('newSource.name', fields)} maxLength={160} />
        <TextInput
          {...controlOf('newSource.shortName', fields)}
          maxLength={40}
          isOptional
          help="For charts and tables; at most 40 signs."
          width="medium"
        />
        <Select {...controlOf('newSource.class', fields)} choices={choices(SOURCE_CLASSES)} empty="Choose" />
        <RadioGroup {...controlOf('newSource.party', fields)} choices={choices(PARTIES)} isInline />
        <RadioGroup
          {...controlOf('newSource.countingConvention', fields)}
          choices={choices(COUNTING_CONVENTIONS)}
          defaultValue={fields.text('newSource.countingConvention') || 'end_of_day'}
        />
        <RadioGroup
          {...controlOf('newSource.totalsAreDifferenceable', fields)}
          choices={Object.entries(DIFFERENCEABILITIES).map(([value, { label, sentence }]) => ({
            value,
            label: capitalise(label),
            help: sentence,
          }))}
          defaultValue={fields.text('newSource.totalsAreDifferenceable') || 'no'}
        />
        <TextInput {...controlOf('newSource.homepage', fields)} isOptional type="url" inputMode="url" />
        <TextInput
          {...controlOf('newSource.languages', fields)}
          isOptional
          help="Two letters each, separated by commas: uk, en."
          width="short"
        />
        <Textarea
          {...controlOf('newSource.about', fields)}
          maxLength={1200}
          isOptional
          help="What this source is, in a few sentences."
          rows={3}
        />
      </MoreFields>
    </FormSection>
  );
}
