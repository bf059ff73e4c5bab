/**
 * A source as it is typed (E15): every field a text, nothing required, so that whatever an editor has written so far can be kept.
 * `toSource` makes a registry entry of it, or says field by field what is still wrong.
 */
import { z } from 'zod';
import type { DraftProblem } from './draft';
import { SLUG } from './series';
import { type Source, type SourceDefinition, sourceSchema } from './source';

const typed = z.string().max(4000).default('');

/** What the source means by one of its metrics, for one side, as typed. */
export const definitionDraftSchema = z.object({
  metric: typed,
  side: typed,
  version: typed,
  /** “yes”: the source publishes no definition. */
  inferred: typed,
  counts: typed,
  method: typed,
});
export type DefinitionDraft = z.infer<typeof definitionDraftSchema>;

/** A registry entry as typed. Aliases are written one a line, languages as codes with spaces or commas between them. */
export const sourceDraftSchema = z.object({
  slug: typed,
  name: typed,
  shortName: typed,
  class: typed,
  party: typed,
  aliases: z.string().max(10_000).default(''),
  /** “yes”: nobody knows who said it first, as with “press article, no source named”. */
  originUnknown: typed,
  countingConvention: typed,
  cutoff: typed,
  totalsAreDifferenceable: typed,
  cadence: typed,
  /** Day of its last publication, where it publishes no more. */
  endedOn: typed,
  languages: typed,
  homepage: typed,
  about: typed,
  overcounts: typed,
  undercounts: typed,
  attribution: typed,
  /** “yes”: its licence forbids to publish its data again. */
  bulkWithheld: typed,
  bulkWithheldReason: typed,
  definitions: z.array(definitionDraftSchema).max(80).default([]),
});
export type SourceDraft = z.infer<typeof sourceDraftSchema>;

/** An empty form. */
export function emptySourceDraft(): SourceDraft {
  return sourceDraftSchema.parse({});
}

export type SourceDraftResult =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A slug made of a name: plain letters, digits and hyphens; empty where nothing of the name can be written so. */
export function slugOfName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** What must be answered. The words complete the name of the field. */
function unanswered(draft: SourceDraft): DraftProblem[] {
  const asked: readonly (readonly [field: string, text: string, message: string])[] = [
    ['name', draft.name, 'is missing. Write the name under which people know the source.'],
    ['class', draft.class, 'is missing. Choose what kind of source it is.'],
    ['party', draft.party, 'is missing. Choose whether the source belongs to a side.'],
    ...draft.definitions.flatMap((definition, index) =>
      isWritten(definition)
        ? ([
            [`definitions.${index}.metric`, definition.metric, 'is missing. Choose what is counted.'],
            [`definitions.${index}.side`, definition.side, 'is missing. Choose whose losses they are.'],
            [`definitions.${index}.counts`, definition.counts, 'is missing. Say in a sentence what the source counts.'],
          ] as const)
        : [],
    ),
  ];
  return asked.filter(([, text]) => said(text) === null).map(([field, , message]) => ({ field, message }));
}

/** A definition in which anything was written or chosen; an empty row of the form is none. */
function isWritten(definition: DefinitionDraft): boolean {
  return Object.entries(definition).some(([field, text]) => field !== 'version' && said(text) !== null);
}

/** The same metric and side twice with the same version: one of them would never be shown. */
function repeated(definitions: readonly SourceDefinition[], places: readonly number[]): DraftProblem[] {
  const keyOf = ({ metric, side, version }: SourceDefinition) => `${metric}|${side}|${version}`;
  return definitions.flatMap((definition, index) =>
    definitions.findIndex((other) => keyOf(other) === keyOf(definition)) < index
      ? [
          {
            field: `definitions.${places[index]}.version`,
            message: 'stands there twice for this metric and side. Give the later definition the next number.',
          },
        ]
      : [],
  );
}

/** Text that is no whole number is handed on as what no schema takes. */
const wholeNumber = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What a refusal of the schema means in words, where its own would mean nothing to a person. */
const REFUSED: Readonly<Record<string, string>> = {
  endedOn: 'is not a day. Write it as 2025-07-19.',
  slug: 'is missing. Write lower-case letters, digits and hyphens, such as uk-di.',
  shortName: 'is too long. Write at most 40 characters; it stands beside lines and over columns.',
  class: 'is not one of the list.',
  party: 'is not one of the list.',
  countingConvention: 'is not one of the list.',
  totalsAreDifferenceable: 'is not one of the list.',
  aliases: 'has too many lines, or one that is too long. Write one name a line, at most 50 of 160 characters.',
  languages: 'is not a list of language codes. Write two or three letters each, such as uk, ru, en.',
  homepage: 'is not a web address that begins with http:// or https://.',
  metric: 'is not one of the list.',
  side: 'is not one of the list.',
  version: 'is not a whole number. The first definition is 1, the next 2.',
};

function refusalWords(path: readonly PropertyKey[], code: string): string {
  const name = String(path[0] === 'definitions' ? (path[2] ?? '') : (path[0] ?? ''));
  if (code === 'too_big' && name !== 'aliases' && name !== 'shortName') return 'is too long.';
  return REFUSED[name] ?? 'is not what can be recorded.';
}

/** The registry entry that the draft says, or what is wrong with it: every problem at once, each with its field. */
export function toSource(draft: SourceDraft): SourceDraftResult {
  const problems = unanswered(draft);
  const complain = (field: string, message: string) => {
    if (!problems.some((problem) => problem.field === field)) problems.push({ field, message });
  };
  const name = draft.name.trim();
  const slug = said(draft.slug) ?? slugOfName(name);
  if (slug !== '' && !SLUG.test(slug))
    complain('slug', 'must be lower-case letters, digits and hyphens, such as uk-di; addresses and files name it.');
  if (name !== '' && said(draft.shortName) === null && name.length > 40)
    complain('shortName', 'is missing, and the name is too long to stand in for it. Write at most 40 characters.');
  const homepage = said(draft.homepage);
  if (homepage !== null && !/^https?:\/\//i.test(homepage)) complain('homepage', REFUSED.homepage ?? '');
  const [isWithheld, reason] = [draft.bulkWithheld === 'yes', said(draft.bulkWithheldReason)];
  if (isWithheld && reason === null)
    complain('bulkWithheldReason', 'is missing. Say which licence or terms forbid it.');
  if (!isWithheld && reason !== null)
    complain(
      'bulkWithheldReason',
      'stands there, but the box above it is not ticked. Tick it, or take the reason out.',
    );
  const written = draft.definitions.flatMap((definition, index) => (isWritten(definition) ? [index] : []));
  const result = sourceSchema.safeParse({
    slug,
    name,
    shortName: said(draft.shortName) ?? name,
    class: draft.class,
    party: draft.party,
    aliases: lines(draft.aliases),
    originKnown: draft.originUnknown !== 'yes',
    countingConvention: said(draft.countingConvention) ?? undefined,
    cutoff: said(draft.cutoff),
    totalsAreDifferenceable: said(draft.totalsAreDifferenceable) ?? undefined,
    cadence: said(draft.cadence),
    endedOn: said(draft.endedOn),
    languages: draft.languages
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter((code) => code !== ''),
    homepage,
    about: said(draft.about),
    overcounts: said(draft.overcounts),
    undercounts: said(draft.undercounts),
    attribution: said(draft.attribution),
    bulkWithheld: draft.bulkWithheld === 'yes',
    bulkWithheldReason: said(draft.bulkWithheldReason),
    definitions: written.map((index) => toDefinition(draft.definitions[index])),
  });
  for (const issue of result.error?.issues ?? []) {
    const [first = '', place, ...rest] = issue.path;
    if (first === 'definitions')
      complain(['definitions', written[Number(place)], ...rest].join('.'), refusalWords(issue.path, issue.code));
    // One wrong alias or language is a mistake of the one field in which all of them stand.
    else if (name !== '' || (first !== 'slug' && first !== 'name' && first !== 'shortName'))
      complain(String(first), refusalWords(issue.path, issue.code));
  }
  if (result.success)
    for (const { field, message } of repeated(result.data.definitions, written)) complain(field, message);
  if (result.success && problems.length === 0) return { ok: true, source: result.data };
  return { ok: false, problems };
}

/** Names one a line; a name that is there twice counts once. */
function lines(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
}

function toDefinition(draft: DefinitionDraft | undefined): unknown {
  if (draft === undefined) return undefined;
  return {
    metric: draft.metric,
    side: draft.side,
    version: said(draft.version) === null ? 1 : wholeNumber(draft.version),
    inferred: draft.inferred === 'yes',
    counts: draft.counts,
    method: said(draft.method),
  };
}

/** The draft that says what a registry entry says: `toSource` makes the same entry of it again. */
export function fromSource(source: Source): SourceDraft {
  const text = (value: string | null) => value ?? '';
  return {
    slug: source.slug,
    name: source.name,
    shortName: source.shortName,
    class: source.class,
    party: source.party,
    aliases: source.aliases.join('\n'),
    originUnknown: source.originKnown ? '' : 'yes',
    countingConvention: source.countingConvention,
    cutoff: text(source.cutoff),
    totalsAreDifferenceable: source.totalsAreDifferenceable,
    cadence: text(source.cadence),
    endedOn: text(source.endedOn),
    languages: source.languages.join(', '),
    homepage: text(source.homepage),
    about: text(source.about),
    overcounts: text(source.overcounts),
    undercounts: text(source.undercounts),
    attribution: text(source.attribution),
    bulkWithheld: source.bulkWithheld ? 'yes' : '',
    bulkWithheldReason: text(source.bulkWithheldReason),
    definitions: source.definitions.map((definition) => ({
      metric: definition.metric,
      side: definition.side,
      version: String(definition.version),
      inferred: definition.inferred ? 'yes' : '',
      counts: definition.counts,
      method: text(definition.method),
    })),
  };
}
