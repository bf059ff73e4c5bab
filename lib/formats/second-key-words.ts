/**
 * A second key and the first side by side, in words (E6). Read only where both have been keyed: never on the page of the task.
 */
import type { Claim } from '@/lib/ledger/claim';
import { addDays } from '@/lib/ledger/month';
import { KEYED_FIELDS, type KeyedField } from '@/lib/ledger/second-key';
import { METRICS, PERIOD_KINDS, SIDES, VALUE_KINDS } from '@/lib/ledger/vocabulary';
import { scopeWords } from './claim-sentence';
import { fieldLabel } from './draft-words';
import { formatDay, formatNumber } from './text';

/** What both keys have. */
export type Keyed = Pick<Claim, KeyedField | 'repeatsSource'>;

/** One field as both keyed it; null where there is nothing. */
export type KeyedRow = {
  readonly field: KeyedField | 'repeatsSource';
  readonly label: string;
  readonly first: string | null;
  readonly second: string | null;
  readonly differs: boolean;
};

/** Keyed fields whose field in a form has another name. */
const FORM_FIELDS: Readonly<Partial<Record<KeyedField | 'repeatsSource', string>>> = {
  periodStart: 'firstDay',
  periodEnd: 'lastDay',
  repeatsSource: 'lineageDecided',
};

/** The name of a keyed field, as the form asks for it. */
export function keyedLabel(field: KeyedField | 'repeatsSource'): string {
  return fieldLabel(FORM_FIELDS[field] ?? field);
}

function keyedText(keyed: Keyed, field: KeyedField | 'repeatsSource', nameOf: (slug: string) => string): string | null {
  switch (field) {
    case 'valueKind':
      return VALUE_KINDS[keyed.valueKind].label;
    case 'metric':
      return METRICS[keyed.metric].label;
    case 'side':
      return SIDES[keyed.side].label;
    case 'periodKind':
      return PERIOD_KINDS[keyed.periodKind].label;
    case 'scope':
      return scopeWords(keyed.scope) || 'the whole war';
    case 'periodEnd':
      return keyed.periodEnd === null ? null : formatDay(addDays(keyed.periodEnd, -1));
    case 'periodStart':
    case 'asOf': {
      const day = keyed[field];
      return day === null ? null : formatDay(day);
    }
    case 'repeatsSource':
      return keyed.repeatsSource === null ? 'the source’s own' : `restates ${nameOf(keyed.repeatsSource)}`;
    default: {
      const amount = keyed[field];
      return amount === null ? null : formatNumber(amount);
    }
  }
}

/** Both keys field by field; those that neither has are left out. `differences` is what the comparison found. */
export function toKeyedRows(
  first: Keyed,
  second: Keyed,
  differences: readonly string[],
  nameOf: (slug: string) => string,
): KeyedRow[] {
  return [...KEYED_FIELDS, 'repeatsSource' as const]
    .map((field) => ({
      field,
      label: keyedLabel(field),
      first: keyedText(first, field, nameOf),
      second: keyedText(second, field, nameOf),
      differs: differences.includes(field),
    }))
    .filter(({ first: one, second: other }) => one !== null || other !== null);
}
