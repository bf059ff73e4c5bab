/**
 * What every part of a claim's form is drawn from: the text and the error of a field by its path.
 */
import { fieldLabel } from '@/lib/formats/draft-words';
import { fieldId } from '@/lib/forms';

export type FieldReader = {
  /** What stands in the field when the form is drawn. */
  readonly text: (path: string) => string;
  readonly error: (path: string) => string | undefined;
};

/** Id, name, label, first value and error of one field, to be spread onto its control. */
export function controlOf(path: string, fields: FieldReader) {
  return {
    id: fieldId(path),
    name: path,
    label: fieldLabel(path),
    defaultValue: fields.text(path),
    error: fields.error(path),
  };
}

/** The same for a box that is ticked or not: ticked it posts “yes”. */
export function boxOf(path: string, fields: FieldReader) {
  const { defaultValue, ...rest } = controlOf(path, fields);
  return { ...rest, value: 'yes', defaultChecked: defaultValue === 'yes' };
}
