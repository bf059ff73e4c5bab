import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { DRAFT_LABELS } from '@/lib/formats/draft-words';
import type { LinkableClaim } from '@/lib/formats/entry-words';
import { claim as claimAddress } from '@/lib/routes';
import { boxOf, controlOf, type FieldReader } from './field-reader';
import { FormSection, MoreFields } from './form-section';
import { SOURCE_NAMES } from './source-fields';

/** The fields that name other claims, and what each means (E9). */
const LINKS = {
  updates: 'The earlier statement of the same source that this one replaces.',
  corrects: 'The claim of the same source that this one puts right: a mistake of the source, not a later number.',
  repeats: 'Claims whose number this one states again.',
  derivesFrom: 'Claims from which this one is computed.',
  ratioOf: 'Claims of which this one is a ratio or a multiple. Such a claim never counts as a voice of its own.',
  contradicts: 'Claims that this one speaks against.',
  partOf: 'Claims of which this one is a part.',
} as const;
type LinkField = keyof typeof LINKS;
const FIELDS = Object.keys(LINKS) as LinkField[];

/** What a search for claims to link to asks and finds. */
export type ClaimSearch = {
  readonly words: string;
  readonly as: string;
  /** Null before anything was asked. */
  readonly found: readonly LinkableClaim[] | null;
};

/** Whose number it is (domain.md §2, a2), and what the claim has to do with others. */
export function LinkFields({
  fields,
  search,
  status,
}: {
  readonly fields: FieldReader;
  readonly search: ClaimSearch;
  /** Says that something was found or linked, to those who cannot see it. */
  readonly status: ReactNode;
}) {
  const isOpen =
    search.found !== null || FIELDS.some((field) => fields.text(field) !== '' || fields.error(field) !== undefined);
  return (
    <FormSection id="links" title="Whose number it is">
      <TextInput
        {...controlOf('repeatsSource', fields)}
        isOptional
        help="Only where the statement takes its number from another source, or says “according to”. Leave it empty where the number is the source’s own."
        list={SOURCE_NAMES}
        autoComplete="off"
      />
      <Checkbox
        {...boxOf('lineageDecided', fields)}
        label="I have decided whose number it is, as this form says"
        help="Without it the claim cannot become Checked. Two sources that state one number are one voice."
      />
      <MoreFields title="Links to other claims" isOpen={isOpen}>
        <p className="text-muted text-small">
          Name a claim by its address, its id or its key; where there may be several, one a line.
        </p>
        {FIELDS.map((field) =>
          field === 'updates' || field === 'corrects' ? (
            <TextInput
              key={field}
              {...controlOf(field, fields)}
              isOptional
              help={LINKS[field]}
              placeholder=" "
              autoComplete="off"
              spellCheck={false}
            />
          ) : (
            <Textarea
              key={field}
              {...controlOf(field, fields)}
              isOptional
              help={LINKS[field]}
              rows={1}
              spellCheck={false}
            />
          ),
        )}
        <fieldset className="grid gap-4 rounded-control border border-line px-4 pt-3 pb-4">
          <legend className="px-1 font-medium text-interface">Find a claim</legend>
          <TextInput
            id="find"
            name="find"
            label="Words or numbers in it"
            help="Among the claims of the source above; of all sources where none is named."
            defaultValue={search.words}
            autoComplete="off"
            data-find=""
          />
          <Select
            id="linkAs"
            name="linkAs"
            label="Link it as"
            choices={FIELDS.map((field) => ({ value: field, label: DRAFT_LABELS[field] }))}
            defaultValue={FIELDS.find((field) => field === search.as) ?? 'repeats'}
          />
          <div>
            <Button type="submit" name="intent" value="find">
              Find claims
            </Button>
          </div>
          <div role="status" className="text-small empty:hidden">
            {status}
          </div>
          {search.found !== null && search.found.length === 0 && (
            <p className="text-small">No claim has all of these words.</p>
          )}
          {search.found !== null && search.found.length > 0 && (
            <ul className="divide-y divide-line text-interface">
              {search.found.map(({ id, key, sentence }) => (
                <li key={key} className="grid gap-1 py-2">
                  <a href={claimAddress(id)} target="_blank" rel="noopener" id={`found-${id}`}>
                    {sentence}
                  </a>
                  <div className="flex flex-wrap items-center gap-3">
                    <Button
                      type="submit"
                      name="intent"
                      value={`link.${key}`}
                      id={`link-${id}`}
                      aria-labelledby={`link-${id} found-${id}`}
                    >
                      Link to it
                    </Button>
                    <code className="break-all text-muted text-small">{key}</code>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </fieldset>
      </MoreFields>
    </FormSection>
  );
}
