/**
 * A claim as it is typed: every field a text, nothing required, so that whatever an editor has written so far can be kept (E1, ux.md §24).
 * `toClaim` makes a claim of it, or says field by field what is still wrong.
 */
import { z } from 'zod';
import { type Claim, claimSchema, type Publication } from './claim';
import { addDays, addMonths, daysBetween, firstDay, monthCovered, parseDay } from './month';
import { COMPONENTS, codesOf, isCodeOf, PERIOD_KINDS, THEATRE } from './vocabulary';

const typed = z.string().max(4000).default('');

/** One publication as typed. */
export const publicationDraftSchema = z.object({
  relay: typed,
  publisher: typed,
  title: typed,
  url: typed,
  archiveUrl: typed,
  publishedOn: typed,
  /** “yes”: nobody knows when it was published. */
  dateUnknown: typed,
  language: typed,
  quote: typed,
  place: typed,
  translation: typed,
  note: typed,
  /** Of an imported publication; kept as it is. */
  key: typed,
});
export type PublicationDraft = z.infer<typeof publicationDraftSchema>;

/** A claim as typed. Lists of keys are written one a line. `lastDay` is the last day that belongs to the period, as people say it. */
export const claimDraftSchema = z.object({
  /** Of a claim that exists; empty for a new one, which gets its key when it is published. */
  key: typed,
  /** Name, alias or slug of the source. */
  source: typed,
  spokesperson: typed,
  side: typed,
  metric: typed,
  scope: z.string().max(4000).default(THEATRE),
  definitionVersion: z.string().max(4000).default('1'),
  /** Code → “in” or “out”; empty is unknown. */
  components: z.partialRecord(z.enum(codesOf(COMPONENTS)), typed).default({}),
  valueKind: typed,
  low: typed,
  best: typed,
  high: typed,
  /** “exact” (as printed) or “unit”. */
  rounding: typed,
  roundingUnit: typed,
  intervalMeaning: typed,
  periodKind: typed,
  firstDay: typed,
  lastDay: typed,
  asOf: typed,
  /** “yes”: the source does not give all the dates of such a period, so the claim is kept with those it gives. */
  undated: typed,
  timeBasis: typed,
  countBasis: typed,
  release: typed,
  /** Name, alias or slug of the source whose number this restates. */
  repeatsSource: typed,
  lineageDecided: typed,
  provisional: typed,
  updates: typed,
  corrects: typed,
  repeats: typed,
  derivesFrom: typed,
  ratioOf: typed,
  contradicts: typed,
  partOf: typed,
  standing: z.string().max(4000).default('current'),
  standingReason: typed,
  note: typed,
  publications: z.array(publicationDraftSchema).max(200).default([]),
});
export type ClaimDraft = z.infer<typeof claimDraftSchema>;

/** An empty form: one publication, the whole theatre, the first definition. */
export function emptyDraft(): ClaimDraft {
  return claimDraftSchema.parse({ publications: [{}] });
}

/** What is wrong with a draft: the path of its field, as `publications.0.url`, and words that complete the field's name. */
export type DraftProblem = { readonly field: string; readonly message: string };

export type DraftResult =
  | { readonly ok: true; readonly claim: Claim }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const list = (text: string): string[] =>
  text
    .split(/[\n,|]/)
    .map((key) => key.trim())
    .filter((key) => key !== '');

/** Digits may be grouped by spaces of any width; commas and points stay, since they mean different things in different countries. */
const number = (text: string): string | null =>
  said(text.replace(/(?<=\d)[\s\u00a0\u2009\u202f](?=\d{3})/g, '').replace(/^\u2212/, '-'));

/** The first day after the period; text that is no day is handed on, so that the schema names it. */
function dayAfter(text: string): string | null {
  const day = parseDay(text.trim());
  return day ? addDays(day, 1) : said(text);
}

/** A claim about one day has no last day of its own: it ends with the day. */
function periodEndOf(draft: ClaimDraft): string | null {
  if (draft.periodKind === 'day') return dayAfter(draft.firstDay);
  return periodFieldsOf(draft.periodKind).includes('lastDay') ? dayAfter(draft.lastDay) : null;
}

/** The form’s field for each date of a claim: a person writes the last day, the ledger the day after it. */
export const DATE_FIELDS = { periodStart: 'firstDay', periodEnd: 'lastDay', asOf: 'asOf' } as const;
export type DateField = (typeof DATE_FIELDS)[keyof typeof DATE_FIELDS];

const isDate = (field: string): field is keyof typeof DATE_FIELDS => field in DATE_FIELDS;

/** The dates without which a claim of a period kind is not charted. */
function datesNeeded(periodKind: string): readonly DateField[] {
  return isCodeOf(PERIOD_KINDS, periodKind) ? PERIOD_KINDS[periodKind].needs.map((date) => DATE_FIELDS[date]) : [];
}

const DATE_MISSING = {
  asOf: 'is missing. Write the day to which the number reaches, or say that the source does not give the dates.',
  firstDay: 'is missing. Write the first day of the period, or say that the source does not give the dates.',
  lastDay: 'is missing. Write the last day of the period, or say that the source does not give the dates.',
} as const;

/** What must be answered before anybody may send or publish it, although the ledger could hold it without (E1). */
function unanswered(draft: ClaimDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const need = (field: string, message: string) => problems.push({ field, message });
  const isEmpty = (text: string) => said(text) === null;
  for (const [field, message] of [
    ['source', 'is missing. Name the source, or register a new one.'],
    ['metric', 'is missing. Choose what is counted.'],
    ['side', 'is missing. Choose whose losses they are.'],
    ['scope', 'is missing. Write “theatre” for the whole war, or a sector such as sector-kupiansk.'],
    ['valueKind', 'is missing. Choose how the number is said.'],
    ['periodKind', 'is missing. Choose which days the number is about.'],
  ] as const)
    if (isEmpty(draft[field])) need(field, message);
  if ((draft.valueKind === 'point' || draft.valueKind === 'approx') && isEmpty(draft.rounding))
    need('rounding', 'is missing. Say whether the number is exact as printed or rounded by the source.');
  if (draft.rounding === 'unit' && isEmpty(draft.roundingUnit))
    need('roundingUnit', 'is missing. Write the unit to which the source rounds, such as 1000.');
  if (draft.undated !== 'yes')
    for (const field of datesNeeded(draft.periodKind)) if (isEmpty(draft[field])) need(field, DATE_MISSING[field]);
  draft.publications.forEach((publication, index) => {
    if (isEmpty(publication.publishedOn) && publication.dateUnknown !== 'yes')
      need(
        `publications.${index}.publishedOn`,
        'is missing. Write the day of publication, or say that it is not known.',
      );
  });
  return problems;
}

/** What `toClaim` must know that the draft cannot say. */
export type DraftContext = {
  /** The registered source that a name, alias or slug means; null for none. */
  readonly slugOf: (name: string) => string | null;
  /** The key that the claim gets where the draft has none. */
  readonly newKey: string;
};

/** The claim that the draft says, or what is wrong with it: every problem at once, each with its field. */
export function toClaim(draft: ClaimDraft, context: DraftContext): DraftResult {
  const problems = unanswered(draft);
  const complain = (field: string, message: string) => {
    if (!problems.some((problem) => problem.field === field)) problems.push({ field, message });
  };
  const named = (field: 'source' | 'repeatsSource'): string | null => {
    const name = said(draft[field]);
    if (name === null) return null;
    const slug = context.slugOf(name);
    if (slug === null)
      complain(field, `“${name}” is no registered source. Choose one of the list, or register it as a new source.`);
    return slug;
  };
  const source = named('source');
  const repeatsSource = named('repeatsSource');
  const isBoundless = draft.valueKind === 'none';
  const shown = (field: 'low' | 'best' | 'high') =>
    isBoundless || !valueFieldsOf(draft.valueKind).includes(field) ? null : number(draft[field]);
  const result = claimSchema.safeParse({
    key: said(draft.key) ?? context.newKey,
    source: source ?? 'unknown',
    spokesperson: said(draft.spokesperson),
    side: draft.side,
    metric: draft.metric,
    scope: said(draft.scope) ?? THEATRE,
    definitionVersion: Number(said(draft.definitionVersion) ?? '1'),
    components: Object.fromEntries(
      Object.entries(draft.components).filter(([, value]) => value === 'in' || value === 'out'),
    ),
    periodKind: draft.periodKind,
    periodStart: periodFieldsOf(draft.periodKind).includes('firstDay') ? said(draft.firstDay) : null,
    periodEnd: periodEndOf(draft),
    asOf: periodFieldsOf(draft.periodKind).includes('asOf') ? said(draft.asOf) : null,
    timeBasis: said(draft.timeBasis),
    valueKind: draft.valueKind,
    low: shown('low'),
    best: shown('best'),
    high: shown('high'),
    roundingUnit: draft.rounding === 'unit' ? number(draft.roundingUnit) : null,
    intervalMeaning: draft.valueKind === 'range' ? said(draft.intervalMeaning) : null,
    countBasis: said(draft.countBasis) ?? 'unstated',
    release: said(draft.release),
    repeatsSource,
    ratioOf: list(draft.ratioOf),
    updates: said(draft.updates),
    provisional: draft.provisional === 'yes',
    standing: draft.standing,
    standingReason: said(draft.standingReason),
    note: said(draft.note),
    corrects: said(draft.corrects),
    repeats: list(draft.repeats),
    derivesFrom: list(draft.derivesFrom),
    contradicts: list(draft.contradicts),
    partOf: list(draft.partOf),
    lineageDecided: draft.lineageDecided === 'yes',
    publications: draft.publications.filter(isWritten).map(toPublication),
  });
  if (result.success && problems.length === 0) return { ok: true, claim: result.data };
  for (const issue of result.error?.issues ?? []) {
    const [first = '', ...rest] = issue.path.map(String);
    const field =
      draft.periodKind === 'day' && first === 'periodEnd' ? 'firstDay' : isDate(first) ? DATE_FIELDS[first] : first;
    complain([field, ...rest].join('.'), issue.message);
  }
  return { ok: false, problems };
}

/** A publication in which anything was written. */
function isWritten(publication: PublicationDraft): boolean {
  return Object.entries(publication).some(([field, text]) => field !== 'dateUnknown' && said(text) !== null);
}

function toPublication(draft: PublicationDraft): z.input<typeof claimSchema>['publications'][number] {
  return {
    relay: said(draft.relay),
    publisher: said(draft.publisher),
    title: said(draft.title),
    url: said(draft.url),
    archiveUrl: said(draft.archiveUrl),
    publishedOn: draft.dateUnknown === 'yes' ? null : said(draft.publishedOn),
    language: said(draft.language)?.toLowerCase() ?? null,
    quote: said(draft.quote),
    key: said(draft.key),
    note: said(draft.note),
    place: said(draft.place),
    translation: said(draft.translation),
  };
}

/** Which number fields a value kind has; the others are hidden, and what stands in them is kept but not used. */
export function valueFieldsOf(valueKind: string): readonly ('low' | 'best' | 'high')[] {
  switch (valueKind) {
    case 'point':
    case 'approx':
      return ['best'];
    case 'at_least':
      return ['low'];
    case 'at_most':
      return ['high'];
    case 'range':
      return ['low', 'best', 'high'];
    default:
      return [];
  }
}

/** Which date fields a period kind has: what it needs, and what a publication may say besides. */
export function periodFieldsOf(periodKind: string): readonly DateField[] {
  const needed = datesNeeded(periodKind);
  if (needed.length === 1 && needed[0] === 'asOf') return needed;
  return periodKind === 'day' ? ['firstDay', 'asOf'] : ['firstDay', 'lastDay', 'asOf'];
}

/** The draft that says what a claim says: `toClaim` makes the same claim of it again. */
export function fromClaim(claim: Claim): ClaimDraft {
  const text = (value: string | null) => value ?? '';
  const yes = (value: boolean) => (value ? 'yes' : '');
  const lines = (keys: readonly string[]) => keys.join('\n');
  const days = {
    firstDay: text(claim.periodStart),
    lastDay: claim.periodEnd === null || claim.periodKind === 'day' ? '' : addDays(claim.periodEnd, -1),
    asOf: text(claim.asOf),
  };
  return {
    key: claim.key,
    source: claim.source,
    spokesperson: text(claim.spokesperson),
    side: claim.side,
    metric: claim.metric,
    scope: claim.scope,
    definitionVersion: String(claim.definitionVersion),
    components: claim.components,
    valueKind: claim.valueKind,
    low: text(claim.low),
    best: text(claim.best),
    high: text(claim.high),
    rounding: claim.roundingUnit === null ? 'exact' : 'unit',
    roundingUnit: text(claim.roundingUnit),
    intervalMeaning: text(claim.intervalMeaning),
    periodKind: claim.periodKind,
    ...days,
    undated: yes(datesNeeded(claim.periodKind).some((field) => days[field] === '')),
    timeBasis: text(claim.timeBasis),
    countBasis: claim.countBasis,
    release: text(claim.release),
    repeatsSource: text(claim.repeatsSource),
    lineageDecided: yes(claim.lineageDecided),
    provisional: yes(claim.provisional),
    updates: text(claim.updates),
    corrects: text(claim.corrects),
    repeats: lines(claim.repeats),
    derivesFrom: lines(claim.derivesFrom),
    ratioOf: lines(claim.ratioOf),
    contradicts: lines(claim.contradicts),
    partOf: lines(claim.partOf),
    standing: claim.standing,
    standingReason: text(claim.standingReason),
    note: text(claim.note),
    publications: claim.publications.map(fromPublication),
  };
}

function fromPublication(publication: Publication): PublicationDraft {
  const text = (value: string | null) => value ?? '';
  return {
    relay: text(publication.relay),
    publisher: text(publication.publisher),
    title: text(publication.title),
    url: text(publication.url),
    archiveUrl: text(publication.archiveUrl),
    publishedOn: text(publication.publishedOn),
    dateUnknown: publication.publishedOn === null ? 'yes' : '',
    language: text(publication.language),
    quote: text(publication.quote),
    place: text(publication.place),
    translation: text(publication.translation),
    note: text(publication.note),
    key: text(publication.key),
  };
}

/**
 * “Same source, next day” (E17): everything of the last claim except the number, the words and what only that publication had; its days
 * moved on by as many as the claim covers; a whole month is followed by the next whole month, of whose day of publication nothing is known.
 */
export function nextDay(claim: Claim): ClaimDraft {
  const draft = fromClaim(claim);
  const days = claim.periodStart && claim.periodEnd ? daysBetween(claim.periodStart, claim.periodEnd) : 1;
  const month = claim.periodStart && claim.periodEnd ? monthCovered(claim.periodStart, claim.periodEnd) : null;
  const moved = (text: string) => {
    const day = parseDay(text);
    return day ? addDays(day, days) : text;
  };
  return {
    ...draft,
    key: '',
    low: '',
    best: '',
    high: '',
    firstDay: claim.periodKind === 'cumulative_since_date' ? draft.firstDay : moved(draft.firstDay),
    lastDay: month === null ? moved(draft.lastDay) : addDays(firstDay(addMonths(month, 2)), -1),
    asOf: moved(draft.asOf),
    updates: '',
    corrects: '',
    repeats: '',
    derivesFrom: '',
    ratioOf: '',
    contradicts: '',
    partOf: '',
    standing: 'current',
    standingReason: '',
    note: '',
    publications: draft.publications.slice(0, 1).map((publication) => ({
      ...publication,
      url: '',
      archiveUrl: '',
      publishedOn: month === null ? moved(publication.publishedOn) : '',
      quote: '',
      translation: '',
      note: '',
      key: '',
    })),
  };
}
