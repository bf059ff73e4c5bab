import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import type { PublicationDraft } from '@/lib/ledger/draft';
import { boxOf, controlOf, type FieldReader } from './field-reader';
import { FormSection, MoreFields } from './form-section';
import { SOURCE_NAMES } from './source-fields';

/** A row of the list: where it stood when the form was drawn, under a name that stays when others are removed. */
export type PublicationRow = { readonly name: string; readonly drawnAt: number };

/** One publication: the document, who carried it, and its words (E3, E4). */
function PublicationField({
  index,
  drawnAt,
  fields,
  canRemove,
}: {
  readonly index: number;
  readonly drawnAt: number;
  readonly fields: FieldReader;
  readonly canRemove: boolean;
}) {
  /** Drawn with the text of where it stood, posted under where it stands. */
  const here: FieldReader = {
    text: (path) => fields.text(path.replace(/^publications\.\d+/, `publications.${drawnAt}`)),
    error: fields.error,
  };
  const path = (field: keyof PublicationDraft) => `publications.${index}.${field}`;
  const label = (text: string) => ({ label: text });
  return (
    <fieldset className="grid gap-5 rounded-control border border-line px-4 pt-3 pb-4">
      <legend className="px-1 font-medium text-interface">Publication {index + 1}</legend>
      <TextInput
        {...controlOf(path('url'), here)}
        maxLength={2000}
        {...label('Address')}
        help="Of the page, post or document itself."
        type="url"
        inputMode="url"
        autoComplete="off"
      />
      <TextInput {...controlOf(path('title'), here)} maxLength={300} {...label('Title')} isOptional />
      <TextInput
        {...controlOf(path('publisher'), here)}
        maxLength={200}
        {...label('Publisher')}
        isOptional
        help="Whose page, channel or paper it is."
        width="medium"
      />
      <TextInput
        {...controlOf(path('relay'), here)}
        maxLength={120}
        {...label('Carried by')}
        isOptional
        help="Only where the source did not publish it itself: “US officials, via the New York Times” has the source US officials and is carried by the New York Times. Whoever carries words never counts as a source."
        list={SOURCE_NAMES}
        autoComplete="off"
        width="medium"
      />
      <TextInput
        {...controlOf(path('publishedOn'), here)}
        {...label('Day of publication')}
        help="When the public could read it. Year, month, day: 2024-10-07."
        placeholder="YYYY-MM-DD"
        autoComplete="off"
        width="short"
        className="tabular-nums"
      />
      <Checkbox {...boxOf(path('dateUnknown'), here)} label="The day of publication is not known" />
      <Textarea
        {...controlOf(path('quote'), here)}
        {...label('Quote')}
        help="The words that hold the number, in the original language, at most 25 of them."
        rows={3}
        maxLength={600}
      />
      <TextInput
        {...controlOf(path('language'), here)}
        {...label('Language of the quote')}
        help="Two or three letters: uk, ru, en."
        width="short"
        autoComplete="off"
        maxLength={3}
      />
      <TextInput
        {...controlOf(path('place'), here)}
        {...label('Place in the source')}
        help="Where the words stand: a page, a minute, a paragraph."
        width="medium"
        maxLength={200}
      />
      <Textarea
        {...controlOf(path('translation'), here)}
        {...label('Translation')}
        isOptional
        help="Into English, where the quote is in another language."
        rows={2}
        maxLength={600}
      />
      <MoreFields
        title="Archived copy, note"
        isOpen={['archiveUrl', 'note'].some(
          (field) =>
            here.text(path(field as keyof PublicationDraft)) !== '' ||
            here.error(path(field as keyof PublicationDraft)) !== undefined,
        )}
      >
        <TextInput
          {...controlOf(path('archiveUrl'), here)}
          maxLength={2000}
          {...label('Address of an archived copy')}
          isOptional
          type="url"
          inputMode="url"
          autoComplete="off"
        />
        <Textarea
          {...controlOf(path('note'), here)}
          {...label('What this publication says differently')}
          isOptional
          help="Where its words or its number are not quite those of the claim."
          rows={2}
          maxLength={2000}
        />
      </MoreFields>
      <input type="hidden" name={path('key')} defaultValue={here.text(path('key'))} />
      {canRemove && (
        <div>
          <Button type="submit" name="intent" value={`remove-publication.${index}`}>
            Remove publication {index + 1}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Where it was published: one document or more that make the same statement. */
export function PublicationFields({
  fields,
  rows,
}: {
  readonly fields: FieldReader;
  readonly rows: readonly PublicationRow[];
}) {
  return (
    <FormSection id="publications" title="Where it was published">
      <div id="field-publications" tabIndex={-1} className="grid gap-5 outline-none">
        {rows.map(({ name, drawnAt }, index) => (
          <PublicationField key={name} index={index} drawnAt={drawnAt} fields={fields} canRemove={rows.length > 1} />
        ))}
      </div>
      <div>
        <Button type="submit" name="intent" value="add-publication">
          Add a publication
        </Button>
      </div>
    </FormSection>
  );
}
