/**
 * What a form posts, as nested text and back: a field `publications.0.url` is the `url` of the first of `publications`. Read by the
 * browser and by the server alike, so that both see the same draft.
 */
import type { EntryWords } from '@/lib/formats/entry-words';
import { type ClaimDraft, claimDraftSchema, type DraftProblem } from '@/lib/ledger/draft';
import type { Source } from '@/lib/ledger/source';
import { type SourceDraft, sourceDraftSchema } from '@/lib/ledger/source-draft';

/** Text, or lists and records of it. */
export type Nested = string | readonly Nested[] | { readonly [name: string]: Nested };

/** A field by its path, and what stands in it. */
export type FieldEntry = readonly [path: string, text: string];

type Branch = Map<string, Branch | string>;

/** Lists end here: no form has more rows, and a forged index must not make a longer one. */
const MOST_ROWS = 200;

/**
 * Fields by path as nested text. Names that are all digits make lists, in their order and without holes; of a name that comes twice the
 * last counts; files are left out. Line ends become `\n`, however the browser sends them.
 */
export function toNested(fields: Iterable<readonly [string, unknown]>): { readonly [name: string]: Nested } {
  const root: Branch = new Map();
  for (const [path, value] of fields) {
    if (typeof value !== 'string') continue;
    const names = path.split('.');
    const last = names.pop() ?? '';
    let branch = root;
    for (const name of names) {
      const next = branch.get(name);
      const grown: Branch = next instanceof Map ? next : new Map();
      branch.set(name, grown);
      branch = grown;
    }
    branch.set(last, value.replaceAll('\r\n', '\n'));
  }
  return toRecord(root);
}

function toRecord(branch: Branch): { [name: string]: Nested } {
  return Object.fromEntries(
    [...branch].filter(([name]) => name !== '__proto__').map(([name, held]) => [name, grown(held)]),
  );
}

function grown(held: Branch | string): Nested {
  if (typeof held === 'string') return held;
  const names = [...held.keys()];
  if (names.length === 0 || !names.every((name) => /^\d{1,6}$/.test(name))) return toRecord(held);
  return [...held]
    .sort(([a], [b]) => Number(a) - Number(b))
    .slice(0, MOST_ROWS)
    .map(([, row]) => grown(row));
}

/** Nested text as fields by path, in its own order. */
export function toFields(nested: Nested, path = ''): FieldEntry[] {
  if (typeof nested === 'string') return [[path, nested]];
  return Object.entries(nested).flatMap(([name, held]) => toFields(held, path === '' ? name : `${path}.${name}`));
}

/** The id of the control of a field: a path without dots, which mean something else in style sheets. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/** Everything that the form of a claim holds, as typed. */
export type ClaimForm = {
  readonly draft: ClaimDraft;
  /** A source that would be registered with the claim; null while it has no name. */
  readonly newSource: SourceDraft | null;
  /** Why published data changes, and what is said about it (E19). */
  readonly cause: string;
  readonly changeNote: string;
  /** Warnings that were passed, each with its reason. */
  readonly passed: readonly { readonly check: string; readonly reason: string }[];
};

export type ReadClaimForm =
  | { readonly ok: true; readonly form: ClaimForm }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

const record = (nested: Nested | undefined): { readonly [name: string]: Nested } =>
  typeof nested === 'object' && !Array.isArray(nested) ? (nested as { readonly [name: string]: Nested }) : {};
const textOf = (nested: Nested | undefined): string => (typeof nested === 'string' ? nested : '');
/** A list, also where a form has it as a record or not at all. */
const listOf = (nested: Nested | undefined): readonly Nested[] => (Array.isArray(nested) ? nested : []);

/**
 * The claim's form of posted fields. Whatever is unfinished is taken as it is; what no form of ours can send (a text beyond every limit)
 * is refused field by field.
 */
export function readClaimForm(fields: Iterable<readonly [string, unknown]>): ReadClaimForm {
  const entries = [...fields];
  const nested = toNested(entries.filter(([path]) => !path.startsWith(PASSED)));
  const draft = claimDraftSchema.safeParse({
    ...nested,
    components: record(nested.components),
    publications: listOf(nested.publications),
  });
  const source = sourceDraftSchema.safeParse({ ...record(nested.newSource), definitions: [] });
  if (!draft.success || !source.success)
    return {
      ok: false,
      problems: [
        ...(draft.error?.issues ?? []).map((issue) => problemOf(issue.path)),
        ...(source.error?.issues ?? []).map((issue) => problemOf(['newSource', ...issue.path])),
      ],
    };
  const change = record(nested.change);
  return {
    ok: true,
    form: {
      draft: draft.data,
      newSource: source.data.name.trim() === '' ? null : source.data,
      cause: textOf(change.cause),
      changeNote: textOf(change.note),
      passed: entries.flatMap(([path, reason]) =>
        path.startsWith(PASSED) && typeof reason === 'string' && reason.trim() !== ''
          ? [{ check: path.slice(PASSED.length), reason: reason.trim().slice(0, 1000) }]
          : [],
      ),
    },
  };
}

/** Before the name of a warning, which may hold the path of a field. */
const PASSED = 'passed.';

function problemOf(path: readonly PropertyKey[]): DraftProblem {
  return { field: path.map(String).join('.'), message: 'is too long, or not what this form sends.' };
}

/** The fields of a claim's form, by path: what `readClaimForm` reads as the same form again. */
export function claimFormFields({ draft, newSource, cause, changeNote, passed }: ClaimForm): FieldEntry[] {
  const { definitions: _none, ...source } = newSource ?? { definitions: [] };
  return [
    ...toFields(draft as unknown as Nested),
    ...toFields(source as Nested, 'newSource'),
    ['change.cause', cause],
    ['change.note', changeNote],
    ...passed.map(({ check, reason }): FieldEntry => [`${PASSED}${check}`, reason]),
  ];
}

/** A field that differs between two states of a form. */
export type FieldDifference = { readonly path: string; readonly before: string; readonly after: string };

/** The fields that differ, in the order of the form; a field that one of them does not have is empty there. */
export function differencesOf(before: readonly FieldEntry[], after: readonly FieldEntry[]): FieldDifference[] {
  const [was, is] = [new Map(before), new Map(after)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((path) => ({ path, before: was.get(path) ?? '', after: is.get(path) ?? '' }))
    .filter((field) => field.before.trim() !== field.after.trim());
}

/** One field of a three-way comparison (E12): what it was when both began, what somebody else saved, what was typed here. */
export type ThreeWayField = {
  readonly path: string;
  readonly was: string;
  readonly theirs: string;
  readonly yours: string;
  /** Only one side changed it, so that it can be taken from there; null where both did, and a person must choose. */
  readonly settled: 'theirs' | 'yours' | null;
};

/** The fields that either side changed, and the rest with what both say. */
export function compareThreeWays(
  was: readonly FieldEntry[],
  theirs: readonly FieldEntry[],
  yours: readonly FieldEntry[],
): { readonly changed: readonly ThreeWayField[]; readonly same: readonly FieldEntry[] } {
  const [first, second, third] = [new Map(was), new Map(theirs), new Map(yours)];
  const changed: ThreeWayField[] = [];
  const same: FieldEntry[] = [];
  for (const path of new Set([...third.keys(), ...second.keys(), ...first.keys()])) {
    const field = { path, was: first.get(path) ?? '', theirs: second.get(path) ?? '', yours: third.get(path) ?? '' };
    if (field.theirs === field.yours) same.push([path, field.yours]);
    else
      changed.push({
        ...field,
        settled: field.theirs === field.was ? 'yours' : field.yours === field.was ? 'theirs' : null,
      });
  }
  return { changed, same };
}

/** What the form knows of a registered source: enough to find it by any of its names and to say the claim back. */
export type FormSource = Pick<Source, 'slug' | 'name' | 'aliases' | 'countingConvention'>;

/** The source that a name, an alias or a slug means; null for none. */
export function findSource<S extends Pick<FormSource, 'slug' | 'name' | 'aliases'>>(
  sources: readonly S[],
  name: string,
): S | null {
  const asked = name.trim().toLowerCase();
  return (
    sources.find(({ slug }) => slug === asked) ??
    sources.find((source) => [source.name, ...source.aliases].some((other) => other.toLowerCase() === asked)) ??
    null
  );
}

/** Two people saved the same draft: the three states of it, for somebody to choose from (E12). */
export type DraftComparison = {
  readonly id: string;
  /** The version that the choice is saved over. */
  readonly version: number;
  /** Who saved the other version; null where it is a published claim that changed. */
  readonly savedBy: string | null;
  readonly changed: readonly ThreeWayField[];
  readonly same: readonly FieldEntry[];
};

/** What a save or a submit comes to. */
export type DraftAnswer =
  | { readonly kind: 'kept'; readonly version: number; readonly at: string; readonly entry: EntryWords }
  /** It is with the reviewers now, or put away: where to go on. */
  | { readonly kind: 'moved'; readonly to: string }
  /** It may not be sent yet; what was typed is saved, and the problems and warnings say why. */
  | {
      readonly kind: 'held';
      readonly version: number;
      readonly at: string;
      readonly entry: EntryWords;
      readonly reasons: readonly DraftProblem[];
    }
  | { readonly kind: 'conflict'; readonly comparison: DraftComparison }
  /** Nothing was saved, and why; the fields as they were sent, for a page without script. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly problems: readonly DraftProblem[];
      readonly fields: readonly FieldEntry[];
    };
