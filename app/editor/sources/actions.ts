'use server';

import { redirect } from 'next/navigation';
import type { SourceFormState } from '@/components/sources/form/source-form-state';
import { requirePerson } from '@/lib/auth/guard';
import { NOW } from '@/lib/data/ledger';
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
import { getSource } from '@/lib/data/source-pages';
import { textOf } from '@/lib/form-state';
import { toDraftChanges } from '@/lib/formats/source-changes';
import { toNested } from '@/lib/forms';
import type { DraftProblem } from '@/lib/ledger/draft';
import { permit } from '@/lib/ledger/permissions';
import { emptySourceDraft, fromSource, type SourceDraft, sourceDraftSchema, toSource } from '@/lib/ledger/source-draft';
import { DESK_SOURCES, deskSource, newSource } from '@/lib/routes';

/** What the button that was pressed changes in the rows of definitions. */
function withIntent(draft: SourceDraft, intent: string): SourceDraft {
  const [verb, place] = intent.split('.');
  if (verb === 'add-definition')
    return {
      ...draft,
      definitions: [
        ...draft.definitions,
        { metric: '', side: '', version: '1', inferred: '', counts: '', method: '' },
      ].slice(0, 80),
    };
  if (verb === 'remove-definition')
    return { ...draft, definitions: draft.definitions.filter((_, index) => index !== Number(place)) };
  return draft;
}

/** What keeps the form from being sent to review. */
function unsendable(draft: SourceDraft, slug: string | null, words: ProposalWords): DraftProblem[] {
  const resolved = toSource(draft);
  const problems = resolved.ok ? [] : [...resolved.problems];
  if (slug !== null && words.cause === null)
    problems.push({ field: 'change.cause', message: 'is missing. Choose why published data changes.' });
  if (slug !== null && words.note === null)
    problems.push({ field: 'change.note', message: 'is missing. Say what changes, for the public log.' });
  return problems;
}

/**
 * Saves the draft of a source, changes its rows of definitions, sends it to review or puts it away, as the button says. What is wrong comes
 * back with everything that was typed; whatever went well leads on.
 */
export async function postSource(before: SourceFormState, posted: FormData): Promise<SourceFormState> {
  const person = await requirePerson();
  const of = textOf(posted, 'of');
  const slug = of === '' ? null : of;
  const intent = textOf(posted, 'intent');
  const nested = toNested([...posted]);
  const read = sourceDraftSchema.safeParse({ ...nested, ...(slug === null ? {} : { slug }) });
  const draft = withIntent(read.success ? read.data : emptySourceDraft(), intent);
  const words: ProposalWords = {
    content: { kind: 'source', source: draft },
    title: `${slug === null ? 'New source' : 'Source'}: ${draft.name.trim() || slug || 'without a name'}`.slice(0, 200),
    cause: toCause(textOf(posted, 'change.cause')),
    note: textOf(posted, 'change.note').trim().slice(0, 2000) || null,
    passed: [],
  };
  const base = Number(textOf(posted, 'baseRevision'));
  const state: SourceFormState = {
    id: textOf(posted, 'id'),
    version: Number(textOf(posted, 'version')) || 0,
    slug,
    baseRevision: Number.isInteger(base) && base > 0 ? base : null,
    draft,
    cause: words.cause ?? '',
    note: words.note ?? '',
    problems: [],
    trouble: 'This cannot be saved',
    others: [],
    round: (Number(textOf(posted, 'round')) || 0) + 1,
  };
  const refuse = (message: string): SourceFormState => ({ ...state, problems: [{ field: '', message }] });
  const permission = permit(person, 'source.propose');
  if (!permission.ok) return refuse(permission.message);
  if (!isProposalId(state.id)) return refuse('This form has no draft. Open an empty one, and copy what you typed.');
  if (!read.success)
    return {
      ...before,
      problems: read.error.issues.map((issue) => ({
        field: issue.path.map(String).join('.'),
        message: 'is too long.',
      })),
      trouble: 'This cannot be saved',
    };
  if (intent.includes('-definition')) return state;

  const held = await readProposal(state.id);
  if (held !== null && (held.content.kind !== 'source' || held.sourceSlug !== slug))
    return refuse('This is not the draft of this source.');
  if (intent === 'abandon' && held !== null) {
    const moved = await moveProposal(person, held.id, 'abandon', { note: null, version: held.version });
    if (!moved.ok) return refuse(moved.message);
    redirect(DESK_SOURCES);
  }
  const saved = await keep(person, state, words, held);
  if (!saved.ok) return saved.state;
  const here = slug === null ? newSource : (options: { draft: string; show: string }) => deskSource(slug, options);
  if (intent !== 'send') redirect(here({ draft: state.id, show: 'saved' }));
  const problems = unsendable(draft, slug, words);
  if (problems.length > 0)
    return { ...state, version: saved.version, problems, trouble: 'The draft is saved. It cannot be sent yet' };
  const outdated = await changedSince(state);
  if (outdated !== null) return { ...outdated, version: saved.version };
  const moved = await moveProposal(person, state.id, 'send', { note: null, version: saved.version });
  if (!moved.ok) return { ...refuse(moved.message), version: saved.version };
  redirect(here({ draft: state.id, show: 'sent' }));
}

/** Begins the draft, or appends a version to it; stops where somebody else saved one meanwhile (E12). */
async function keep(
  person: Awaited<ReturnType<typeof requirePerson>>,
  state: SourceFormState,
  words: ProposalWords,
  held: Proposal | null,
): Promise<{ ok: true; version: number } | { ok: false; state: SourceFormState }> {
  const begun =
    held ??
    (await beginProposal(person, {
      id: state.id,
      ...words,
      sourceSlug: state.slug,
      baseRevision: state.baseRevision,
    }));
  const saved = await saveProposal(
    person,
    state.id,
    state.version === 0 ? begun.version : state.version,
    words,
    state.baseRevision === null ? {} : { baseRevision: state.baseRevision },
  );
  if (saved.ok) return { ok: true, version: saved.version };
  if (saved.reason !== 'conflict')
    return { ok: false, state: { ...state, problems: [{ field: '', message: saved.message }] } };
  const { current } = saved;
  const theirs = current.content.kind === 'source' ? current.content.source : emptySourceDraft();
  return {
    ok: false,
    state: {
      ...state,
      version: current.version,
      others: toDraftChanges(theirs, state.draft),
      problems: [
        { field: '', message: 'This draft was saved in another window, or by somebody else, since you opened it.' },
      ],
      trouble: 'Nothing was saved over it',
    },
  };
}

/** The form with what was published of the source since the draft was begun; null when nothing was. */
async function changedSince(state: SourceFormState): Promise<SourceFormState | null> {
  if (state.slug === null) {
    const made = toSource(state.draft);
    const taken = made.ok && (await getSource(made.source.slug, NOW)) !== null;
    return taken
      ? { ...state, problems: [{ field: 'slug', message: 'is that of a registered source. Change that one instead.' }] }
      : null;
  }
  const current = await getSource(state.slug, NOW);
  const revision = current?.history.at(-1)?.revision ?? null;
  if (current === null || revision === state.baseRevision) return null;
  return {
    ...state,
    baseRevision: revision,
    others: toDraftChanges(fromSource(current.source), state.draft),
    problems: [{ field: '', message: 'The source was changed in the ledger since this draft was begun.' }],
    trouble: 'Compare before you send it',
  };
}
