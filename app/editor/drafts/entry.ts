import { readCatalogue } from '@/lib/data/catalogue';
import { type ClaimDetail, getClaim, saysOtherThan } from '@/lib/data/claim-detail';
import { readEntry, warningKey } from '@/lib/data/entry';
import { NOW } from '@/lib/data/ledger';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import type { Proposal, ProposalWords } from '@/lib/data/proposals';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { type SayingSource, toDraftSentence } from '@/lib/formats/draft-sentence';
import { fieldLabel, fieldText } from '@/lib/formats/draft-words';
import { toEffectGroups } from '@/lib/formats/effect-words';
import type { EntryWords, WarningWords } from '@/lib/formats/entry-words';
import { capitalise, joinWords } from '@/lib/formats/text';
import { type ClaimForm, claimFormFields, differencesOf, type FormSource, findSource } from '@/lib/forms';
import type { ClaimId } from '@/lib/ledger/claim';
import { type ClaimDraft, type DraftProblem, fromClaim } from '@/lib/ledger/draft';
import { ENTRY_CHECKS, type EntryWarning } from '@/lib/ledger/entry-checks';
import { DUPLICATE_REASONS } from '@/lib/ledger/entry-checks/echoes';
import { CHANGE_CAUSES, type ChangeAct } from '@/lib/ledger/vocabulary';

/** Every registered source, by name. */
export async function readFormSources(): Promise<FormSource[]> {
  const { sources } = await readCatalogue(NOW);
  return sources
    .map(({ slug, name, aliases, countingConvention }) => ({ slug, name, aliases, countingConvention }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The source of a form as its sentence names it: registered, or coming with the claim. */
function sayingSource(
  form: Pick<ClaimForm, 'draft' | 'newSource'>,
  sources: readonly FormSource[],
): SayingSource | null {
  return findSource(sources, form.draft.source);
}

/** The form that a saved version fills. */
export function formOf({ content, cause, note, passed }: ProposalWords): ClaimForm {
  if (content.kind !== 'new_claim' && content.kind !== 'revision') throw new Error('not the draft of a claim');
  return {
    draft: content.draft,
    newSource: content.newSource,
    cause: cause ?? '',
    changeNote: note ?? '',
    passed,
  };
}

/** What a draft is called in lists: its sentence as far as it goes. */
export async function titleOf(form: Pick<ClaimForm, 'draft' | 'newSource'>): Promise<string> {
  return toDraftSentence(form.draft, sayingSource(form, await readFormSources())).slice(0, 300);
}

/** What a proposal does to the claim that it changes; a claim that says which other it replaces supersedes it. */
export function actOf({ kind }: Pick<Proposal, 'kind'>, draft: ClaimDraft): ChangeAct | null {
  if (kind === 'revision')
    return draft.standing === 'withdrawn' ? 'withdraw' : draft.standing === 'discounted' ? 'discount' : 'revise';
  return draft.updates.trim() !== '' || draft.corrects.trim() !== '' ? 'supersede' : null;
}

/** What an edit of published data must say beside the claim (E19). */
function changeProblems(proposal: Proposal, draft: ClaimDraft): DraftProblem[] {
  const act = actOf(proposal, draft);
  if (act === null) return [];
  const { cause, note } = proposal;
  const problems: DraftProblem[] = [];
  if (cause === null) problems.push({ field: 'change.cause', message: 'is missing. Say why published data changes.' });
  else if (!(CHANGE_CAUSES[cause].acts as readonly ChangeAct[]).includes(act))
    problems.push({
      field: 'change.cause',
      message: `does not fit: “${CHANGE_CAUSES[cause].label}” is no reason to ${ACT_WORDS[act]}.`,
    });
  if (note === null)
    problems.push({
      field: 'change.note',
      message: 'is missing. Say in a sentence what changes and why, for the public log.',
    });
  return problems;
}

const ACT_WORDS: Readonly<Record<ChangeAct, string>> = {
  revise: 'correct or update a claim that stands',
  supersede: 'replace a claim by a later one',
  withdraw: 'withdraw a claim',
  discount: 'discount a claim',
};

/** Fields of the claim whose field in the form has another name. */
const FORM_NAMES: Readonly<Record<string, string>> = { periodStart: 'firstDay', periodEnd: 'lastDay' };

function toWarningWords(warning: EntryWarning, sentences: ReadonlyMap<string, string>): WarningWords {
  return {
    key: warningKey(warning),
    label: ENTRY_CHECKS[warning.check].label,
    field: FORM_NAMES[warning.field] ?? warning.field,
    message: warning.message,
    related: warning.related.slice(0, 5).map((id) => ({ id, sentence: sentences.get(id) ?? `claim ${id}` })),
  };
}

async function sentencesOf(ids: readonly ClaimId[]): Promise<ReadonlyMap<string, string>> {
  const claims = await readClaimsByIds([...new Set(ids)].slice(0, 60), NOW);
  return new Map(claims.map(({ id, claim, source }): [string, string] => [id, toClaimSentence(claim, source)]));
}

/** Everything that is said beside the form of a draft as it was saved. */
export async function readEntryWords(proposal: Proposal): Promise<EntryWords> {
  const { content } = proposal;
  if (content.kind !== 'new_claim' && content.kind !== 'revision') throw new Error('not the draft of a claim');
  const { draft, newSource } = content;
  const [entry, sources, published] = await Promise.all([
    readEntry(draft, { revises: proposal.claimId, newSource, proposalId: proposal.id }),
    readFormSources(),
    proposal.claimId === null ? null : getClaim(proposal.claimId, NOW),
  ]);
  const sentences = await sentencesOf([
    ...entry.warnings.flatMap(({ related }) => related),
    ...entry.duplicates.map(({ id }) => id),
  ]);
  const changes =
    published === null
      ? null
      : differencesOf(
          claimFormFields({ ...EMPTY_FORM, draft: fromClaim(published.claim) }),
          claimFormFields({ ...EMPTY_FORM, draft: withSlugs(draft, sources) }),
        ).map(({ path, before, after }) => ({
          field: fieldLabel(path),
          before: fieldText(path, before),
          after: fieldText(path, after),
        }));
  return {
    sentence: toDraftSentence(draft, sayingSource(content, sources)),
    problems: [...entry.problems, ...changeProblems(proposal, draft), ...baseProblems(proposal, published, changes)],
    warnings: entry.warnings.map((warning) => toWarningWords(warning, sentences)),
    duplicates: entry.duplicates.map(({ id, why }) => ({
      id,
      why: capitalise(joinWords(why.map((reason) => DUPLICATE_REASONS[reason].label))),
      sentence: sentences.get(id) ?? `claim ${id}`,
    })),
    effect:
      entry.effect === null
        ? null
        : { figures: entry.effect.figures, share: entry.effect.share, groups: toEffectGroups(entry.effect) },
    changes,
  };
}

const EMPTY_FORM = { newSource: null, cause: '', changeNote: '', passed: [] };

/** A draft that names a source by its name says no change where the name means the source that the claim has. */
function withSlugs(draft: ClaimDraft, sources: readonly FormSource[]): ClaimDraft {
  const slugOf = (name: string) => findSource(sources, name)?.slug ?? name;
  return { ...draft, source: slugOf(draft.source), repeatsSource: slugOf(draft.repeatsSource) };
}

/** A revision must change something, and start from the version that is published now (E12). */
function baseProblems(
  { kind, baseRevision }: Proposal,
  published: Pick<ClaimDetail, 'history'> | null,
  changes: readonly unknown[] | null,
): DraftProblem[] {
  if (kind !== 'revision' || published === null) return [];
  if (saysOtherThan(published, baseRevision))
    return [{ field: 'base', message: 'The claim was changed since this draft was begun. Compare the two first.' }];
  return changes?.length === 0 ? [{ field: 'base', message: 'Nothing differs from the published version yet.' }] : [];
}

/** What still keeps a draft from being sent: problems, and warnings that nobody passed with a reason (E1, E7). */
export function sendable(entry: EntryWords, { passed }: Pick<Proposal, 'passed'>): DraftProblem[] {
  const given = new Set(passed.map(({ check }) => check));
  return [
    ...entry.problems,
    ...entry.warnings
      .filter(({ key }) => !given.has(key))
      .map(({ key, label }) => ({
        field: `passed.${key}`,
        message: `Warning “${label}”: mend it, or say why it may stand.`,
      })),
  ];
}
