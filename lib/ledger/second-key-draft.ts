/**
 * A second key as it is typed (E6): the same manners as the claim form, so that one number is written in one way at the desk. `toSecondKey`
 * reads it by the claim’s own rules.
 */
import { z } from 'zod';
import { claimDraftSchema, DATE_FIELDS, type DateField, type DraftProblem, toClaim } from './draft';
import { addDays } from './month';
import { keyedDatesOf, type SecondKey, secondKeySchema } from './second-key';
import { isCodeOf, PERIOD_KINDS, THEATRE } from './vocabulary';

const typed = z.string().max(4000).default('');

/** What is asked, everything as typed. Nothing is filled in beforehand except the whole war, which nearly every claim is about. */
export const keyDraftSchema = z.object({
  valueKind: typed,
  low: typed,
  best: typed,
  high: typed,
  metric: typed,
  side: typed,
  scope: z.string().max(4000).default(THEATRE),
  periodKind: typed,
  firstDay: typed,
  lastDay: typed,
  asOf: typed,
  /** “yes”: the publication gives no dates. */
  undated: typed,
  quote: typed,
  place: typed,
  /** “own”: the source’s own number; “other”: it restates `repeatsSource`. */
  lineage: typed,
  repeatsSource: typed,
});
export type KeyDraft = z.infer<typeof keyDraftSchema>;

/** The date fields that are asked for a period kind; none before it is chosen. */
export function keyDateFieldsOf(periodKind: string): readonly DateField[] {
  return isCodeOf(PERIOD_KINDS, periodKind) ? keyedDatesOf(periodKind).map((date) => DATE_FIELDS[date]) : [];
}

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The second key that the draft says, or what is wrong with it, field by field. `needs`: what the claim has not and the person must give. */
export function toSecondKey(
  draft: KeyDraft,
  context: {
    readonly slugOf: (name: string) => string | null;
    readonly needs: { readonly quote: boolean; readonly place: boolean };
  },
):
  | { readonly ok: true; readonly keyed: SecondKey }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const need = (field: string, message: string) => problems.push({ field, message });
  const dates = draft.undated === 'yes' ? [] : keyDateFieldsOf(draft.periodKind);
  const dated = (field: DateField) => (dates.includes(field) ? draft[field] : '');
  const claim = toClaim(
    claimDraftSchema.parse({
      ...draft,
      firstDay: dated('firstDay'),
      lastDay: dated('lastDay'),
      asOf: dated('asOf'),
      // Not keyed twice: filled with what the rules of a claim accept.
      source: 'anybody',
      rounding: 'exact',
      repeatsSource: '',
      publications: [{ publisher: 'anybody', dateUnknown: 'yes' }],
    }),
    { slugOf: () => 'anybody', newKey: 'second-key' },
  );
  if (!claim.ok) problems.push(...claim.problems);
  if (context.needs.quote && said(draft.quote) === null)
    need('quote', 'is missing. Copy the words that say the number, in their own language, at most 25 of them.');
  if (context.needs.place && said(draft.place) === null)
    need('place', 'is missing. Say where the words stand: a page, a minute, a paragraph.');
  if (draft.lineage !== 'own' && draft.lineage !== 'other')
    need('lineage', 'is missing. Say whether the number is the source’s own or restates somebody else’s.');
  const origin = said(draft.repeatsSource);
  const repeatsSource = draft.lineage === 'other' && origin !== null ? context.slugOf(origin) : null;
  if (draft.lineage === 'other' && origin === null)
    need('repeatsSource', 'is missing. Name the source whose number it is.');
  if (draft.lineage === 'other' && origin !== null && repeatsSource === null)
    need('repeatsSource', `“${origin}” is no registered source. Choose one of the list.`);
  if (!claim.ok || problems.length > 0) return { ok: false, problems };
  const { periodStart, periodEnd, ...keyed } = claim.claim;
  return {
    ok: true,
    keyed: secondKeySchema.parse({
      ...keyed,
      periodStart,
      periodEnd: draft.periodKind === 'day' && periodStart !== null ? addDays(periodStart, 1) : periodEnd,
      quote: context.needs.quote ? said(draft.quote) : null,
      place: context.needs.place ? said(draft.place) : null,
      repeatsSource,
    }),
  };
}
