import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { capitalise } from '@/lib/formats/text';
import type { DefinitionDraft } from '@/lib/ledger/source-draft';
import { codesOf, METRICS, SIDES } from '@/lib/ledger/vocabulary';
import type { FieldOf } from './source-form';

const METRIC_CHOICES = codesOf(METRICS).map((value) => ({ value, label: capitalise(METRICS[value].label) }));
const SIDE_CHOICES = codesOf(SIDES).map((value) => ({ value, label: SIDES[value].label }));

/** What the source means by one of its metrics, for one side. */
export function DefinitionFields({
  place,
  definition,
  fieldOf,
}: {
  readonly place: number;
  readonly definition: DefinitionDraft;
  readonly fieldOf: FieldOf;
}) {
  const field = (name: keyof DefinitionDraft, label: string) => fieldOf(`definitions.${place}.${name}`, label);
  return (
    <fieldset className="grid gap-4 rounded-control border border-line bg-card px-4 pt-2 pb-4">
      <legend className="px-1 font-medium text-interface">Definition {place + 1}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          {...field('metric', 'What is counted')}
          choices={METRIC_CHOICES}
          empty="Choose"
          defaultValue={definition.metric}
        />
        <Select
          {...field('side', 'Whose losses')}
          choices={SIDE_CHOICES}
          empty="Choose"
          defaultValue={definition.side}
        />
      </div>
      <Textarea
        {...field('counts', 'What it counts')}
        help="One or two sentences, as the source means it. Shown on its page and under the figures."
        rows={2}
        maxLength={600}
        defaultValue={definition.counts}
      />
      <Textarea
        {...field('method', 'How it counts')}
        isOptional
        rows={2}
        maxLength={600}
        defaultValue={definition.method}
      />
      <Checkbox
        {...field('inferred', 'The source publishes no definition; this one is inferred.')}
        help="Its figures carry the flag D."
        value="yes"
        defaultChecked={definition.inferred === 'yes'}
      />
      <TextInput
        {...field('version', 'Version')}
        help="1, and the next number from the day on which the source changed what it means."
        width="short"
        inputMode="numeric"
        defaultValue={definition.version === '' ? '1' : definition.version}
      />
      <div>
        <Button type="submit" name="intent" value={`remove-definition.${place}`} formNoValidate>
          Remove definition {place + 1}
        </Button>
      </div>
    </fieldset>
  );
}
