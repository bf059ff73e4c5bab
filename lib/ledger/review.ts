/**
 * The editorial state machine: what a proposal is, in which states it can be, and what follows what (E10, E16). Pure; who may do it
 * stands in permissions.ts, and every transition is recorded with who, when and why (lib/data/proposals.ts).
 */
import type { Action } from './permissions';

/** What a proposal would publish. Withdrawing and discounting are revisions of a claim; replacing is a new claim that names the old. */
export const PROPOSAL_KINDS = {
  new_claim: { label: 'New claim' },
  revision: { label: 'Change of a claim' },
  source: { label: 'Source' },
  import: { label: 'Import' },
} as const;
export type ProposalKind = keyof typeof PROPOSAL_KINDS;

export const PROPOSAL_STATES = {
  draft: { label: 'Draft', open: true },
  in_review: { label: 'In review', open: true },
  changes_asked: { label: 'Changes asked', open: true },
  published: { label: 'Published', open: false },
  rejected: { label: 'Rejected', open: false },
  abandoned: { label: 'Put away', open: false },
} as const;
export type ProposalState = keyof typeof PROPOSAL_STATES;

type Transition = {
  readonly from: readonly ProposalState[];
  readonly to: ProposalState;
  readonly action: Action;
  /** The person must say why. */
  readonly needsNote: boolean;
  readonly label: string;
};

/** Every way from one state to another. Nothing leaves `published`: what follows is another proposal. */
export const TRANSITIONS = {
  send: {
    from: ['draft', 'changes_asked'],
    to: 'in_review',
    action: 'draft.send',
    needsNote: false,
    label: 'Send to review',
  },
  take_back: { from: ['in_review'], to: 'draft', action: 'draft.take_back', needsNote: false, label: 'Take back' },
  ask_changes: {
    from: ['in_review'],
    to: 'changes_asked',
    action: 'review.ask_changes',
    needsNote: true,
    label: 'Ask for changes',
  },
  reject: { from: ['in_review'], to: 'rejected', action: 'review.reject', needsNote: true, label: 'Reject' },
  publish: { from: ['in_review'], to: 'published', action: 'review.publish', needsNote: false, label: 'Publish' },
  abandon: {
    from: ['draft', 'changes_asked'],
    to: 'abandoned',
    action: 'draft.abandon',
    needsNote: false,
    label: 'Put away',
  },
  reopen: { from: ['rejected', 'abandoned'], to: 'draft', action: 'draft.save', needsNote: false, label: 'Reopen' },
} as const satisfies Record<string, Transition>;
export type TransitionName = keyof typeof TRANSITIONS;

/** The transitions that lead on from a state. */
export function transitionsFrom(state: ProposalState): TransitionName[] {
  return (Object.keys(TRANSITIONS) as TransitionName[]).filter((name) => follows(state, name));
}

function follows(state: ProposalState, name: TransitionName): boolean {
  const { from }: Transition = TRANSITIONS[name];
  return from.includes(state);
}

/** The state after a transition, or words why it cannot be taken from here. */
export function follow(
  state: ProposalState,
  name: TransitionName,
  note: string | null,
): { readonly ok: true; readonly state: ProposalState } | { readonly ok: false; readonly message: string } {
  const transition: Transition = TRANSITIONS[name];
  if (!follows(state, name))
    return {
      ok: false,
      message: `This is ${PROPOSAL_STATES[state].label.toLowerCase()} now; “${transition.label}” does not follow. Reload to see what happened.`,
    };
  if (transition.needsNote && (note === null || note.trim() === ''))
    return { ok: false, message: `Say why: “${transition.label}” needs a note that its author can act on.` };
  return { ok: true, state: transition.to };
}

/** Content may be changed only while nobody reviews it: a reviewer publishes exactly what was read. */
export function isEditable(state: ProposalState): boolean {
  return state === 'draft' || state === 'changes_asked';
}
