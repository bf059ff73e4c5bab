'use server';

import { redirect } from 'next/navigation';
import { readPerson, requirePerson } from '@/lib/auth/guard';
import { findLinkableClaims, readNamedClaims } from '@/lib/data/linkable-claims';
import {
  beginProposal,
  isProposalId,
  moveProposal,
  type Proposal,
  type ProposalWords,
  readProposal,
  saveProposal,
  toCause,
} from '@/lib/data/proposals';
import { textOf } from '@/lib/form-state';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import type { EntryWords, LinkableClaim } from '@/lib/formats/entry-words';
import {
  type ClaimForm,
  claimFormFields,
  compareThreeWays,
  type DraftAnswer,
  type FieldEntry,
  readClaimForm,
} from '@/lib/forms';
import type { ClaimDraft, DraftProblem, PublicationDraft } from '@/lib/ledger/draft';
import { permit } from '@/lib/ledger/permissions';
import type { TransitionName } from '@/lib/ledger/review';
import { DESK, draft as draftAddress } from '@/lib/routes';
import { formOf, readEntryWords, sendable, titleOf } from './entry';

/** `14:05 UTC`, as the desk’s log writes it. */
const clock = () => `${new Date().toISOString().slice(11, 16)} UTC`;

function refuse(form: FormData, message: string, problems: readonly DraftProblem[] = []): DraftAnswer {
  const fields = [...form].flatMap(([path, text]): FieldEntry[] => (typeof text === 'string' ? [[path, text]] : []));
  return { kind: 'refused', message, problems, fields };
}

const LINK_FIELDS = ['updates', 'corrects', 'repeats', 'derivesFrom', 'ratioOf', 'contradicts', 'partOf'] as const;
const SINGLE_LINKS: readonly string[] = ['updates', 'corrects'];

/** Addresses and ids of claims as the keys that files and the ledger know them by; what names no claim stays as it was typed. */
async function withKeys(draft: ClaimDraft): Promise<ClaimDraft> {
  const namesIn = (text: string) => text.split(/[\n,|]/).map((name) => name.trim());
  const keys = await readNamedClaims([
    ...new Set(LINK_FIELDS.flatMap((field) => namesIn(draft[field])).filter((name) => name !== '')),
  ]);
  if (keys.size === 0) return draft;
  const named = LINK_FIELDS.map((field) => [
    field,
    namesIn(draft[field])
      .map((name) => keys.get(name)?.key ?? name)
      .join('\n'),
  ]);
  return { ...draft, ...Object.fromEntries(named) };
}

/** What the button that was pressed changes in the draft before it is saved: rows of publications, links. */
function withIntent(draft: ClaimDraft, intent: string, form: FormData): ClaimDraft {
  const [verb = '', ...rest] = intent.split('.');
  const about = rest.join('.');
  if (verb === 'add-publication') return { ...draft, publications: [...draft.publications, emptyPublication()] };
  if (verb === 'remove-publication')
    return { ...draft, publications: draft.publications.filter((_, index) => index !== Number(about)) };
  if (verb !== 'link') return draft;
  const field = LINK_FIELDS.find((name) => name === textOf(form, 'linkAs')) ?? 'repeats';
  const before = SINGLE_LINKS.includes(field) ? '' : draft[field].trim();
  return { ...draft, [field]: before === '' ? about : `${before}\n${about}` };
}

function emptyPublication(): PublicationDraft {
  return {
    relay: '',
    publisher: '',
    title: '',
    url: '',
    archiveUrl: '',
    publishedOn: '',
    dateUnknown: '',
    language: '',
    quote: '',
    place: '',
    translation: '',
    note: '',
    key: '',
  };
}

type Kept =
  | { readonly ok: true; readonly proposal: Proposal; readonly form: ClaimForm }
  | { readonly ok: false; readonly answer: DraftAnswer };

/** Saves what was posted: begins the draft the first time, appends a version after that, and stops where somebody else saved meanwhile. */
async function keep(posted: FormData): Promise<Kept> {
  const person = await readPerson();
  const refused = (message: string, problems: readonly DraftProblem[] = []): Kept => ({
    ok: false,
    answer: refuse(posted, message, problems),
  });
  // Leading somebody away to sign in would lose what they typed.
  if (person === null)
    return refused('You are not signed in any more. Sign in in another window; what you typed is still here.');
  const id = textOf(posted, 'id');
  if (!isProposalId(id)) return refused('This form has no draft. Open an empty one, and copy what you typed.');
  const read = readClaimForm([...posted]);
  if (!read.ok) return refused('Something is too long to be kept.', read.problems);
  const draft = await withKeys(withIntent(read.form.draft, textOf(posted, 'intent'), posted));
  const form: ClaimForm = { ...read.form, draft };
  const words = async (kind: 'new_claim' | 'revision'): Promise<ProposalWords> => ({
    content: { kind, draft, newSource: form.newSource },
    title: await titleOf(form),
    cause: toCause(form.cause),
    note: form.changeNote.trim() === '' ? null : form.changeNote.trim(),
    passed: form.passed,
  });
  let version = Number(textOf(posted, 'version'));
  let held = await readProposal(id);
  if (held === null) {
    const permission = permit(person, 'draft.begin');
    if (!permission.ok) return refused(permission.message);
    held = await beginProposal(person, { id, ...(await words('new_claim')) });
    version = held.version;
  } else if (version === 0) version = 1;
  if (held.kind !== 'new_claim' && held.kind !== 'revision') return refused('This is not the draft of a claim.');
  const base = Number(textOf(posted, 'baseRevision'));
  const saved = await saveProposal(
    person,
    id,
    version,
    await words(held.kind),
    Number.isInteger(base) && base > 0 ? { baseRevision: base } : {},
  );
  if (saved.ok) {
    const proposal = await readProposal(id);
    if (proposal === null) throw new Error(`the draft ${id} was saved and is not there`);
    return { ok: true, proposal, form };
  }
  if (saved.reason !== 'conflict') return refused(saved.message);
  const { current, base: was } = saved;
  const { changed, same } = compareThreeWays(
    was === null ? [] : claimFormFields(formOf(was)),
    claimFormFields(formOf(current)),
    claimFormFields(form),
  );
  const others = current.by.some((by) => by !== person.id);
  return {
    ok: false,
    answer: {
      kind: 'conflict',
      comparison: {
        id,
        version: current.version,
        savedBy: others ? 'somebody else' : 'you, in another window',
        changed,
        same,
      },
    },
  };
}

/** Keeps what was typed and answers what stands beside it. For the browser, which calls it after every pause and for its buttons. */
export async function keepDraft(posted: FormData): Promise<DraftAnswer> {
  const kept = await keep(posted);
  if (!kept.ok) return kept.answer;
  const { proposal } = kept;
  const intent = textOf(posted, 'intent');
  if (intent === 'abandon') return move(posted, proposal, 'abandon');
  const entry = await readEntryWords(proposal);
  const state = { version: proposal.version, at: clock(), entry } as const;
  if (intent !== 'send') return { kind: 'kept', ...state };
  const reasons = sendable(entry, proposal);
  if (reasons.length > 0) return { kind: 'held', ...state, reasons };
  return move(posted, proposal, 'send', entry);
}

async function move(
  posted: FormData,
  proposal: Proposal,
  name: Extract<TransitionName, 'send' | 'abandon'>,
  entry?: EntryWords,
): Promise<DraftAnswer> {
  const person = await requirePerson();
  const moved = await moveProposal(person, proposal.id, name, {
    note: null,
    version: proposal.version,
    ...(entry?.effect ? { effect: { figures: entry.effect.figures, share: entry.effect.share } } : {}),
  });
  if (!moved.ok) return refuse(posted, moved.message);
  return { kind: 'moved', to: name === 'send' ? draftAddress(proposal.id) : DESK };
}

/**
 * The same for a page without script, as the action of the form: the page that follows shows the draft as it was saved. Only what was not
 * saved is answered, so that nothing typed is lost.
 */
export async function postDraft(_before: DraftAnswer | null, posted: FormData): Promise<DraftAnswer | null> {
  const intent = textOf(posted, 'intent');
  const answer = await keepDraft(posted);
  if (answer.kind === 'conflict' || answer.kind === 'refused') return answer;
  if (answer.kind === 'moved') redirect(answer.to);
  const here = draftAddress(textOf(posted, 'id'));
  const [verb] = intent.split('.');
  if (verb === 'find') {
    const words = new URLSearchParams({ find: textOf(posted, 'find'), as: textOf(posted, 'linkAs') });
    redirect(`${here}?${words}#links`);
  }
  if (verb === 'link') redirect(`${here}?as=${encodeURIComponent(textOf(posted, 'linkAs'))}#links`);
  if (verb === 'add-publication' || verb === 'remove-publication') redirect(`${here}#publications`);
  redirect(`${here}?show=${answer.kind === 'held' ? 'send' : intent === 'check' ? 'checks' : 'saved'}`);
}

/** Claims to link to, found by words among those of a source. */
export async function findClaims(source: string, words: string): Promise<readonly LinkableClaim[]> {
  const person = await requirePerson();
  if (!permit(person, 'draft.begin').ok) return [];
  const found = await findLinkableClaims(source === '' ? null : source, words);
  return found.map(({ id, claim, source: said }) => ({ id, key: claim.key, sentence: toClaimSentence(claim, said) }));
}

/** A step of a draft that is not edited now: taken back from review, or opened again. */
export async function moveDraft(posted: FormData): Promise<void> {
  const person = await requirePerson();
  const id = textOf(posted, 'id');
  const name = textOf(posted, 'transition') === 'reopen' ? 'reopen' : 'take_back';
  const moved = await moveProposal(person, id, name, { note: null, version: Number(textOf(posted, 'version')) });
  redirect(moved.ok ? draftAddress(id) : `${draftAddress(id)}?show=refused`);
}
