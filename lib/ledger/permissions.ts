/**
 * Who may do what (E13). One table: the least role that may do an action, and whether it must be somebody else's work. The guard of each
 * action and query of the desk asks here; four eyes hold for administrators, too.
 */
import { codesOf, PERSON_ROLES, type PersonRole } from './vocabulary';

/**
 * `whose`: `any` work; `own` work, or anybody's from the role `othersFrom` on; only `others`, where the person must have had no hand in it.
 */
type Rule = {
  readonly from: PersonRole;
  readonly whose: 'any' | 'own' | 'others';
  readonly othersFrom?: PersonRole;
  readonly words: string;
};

/** Every action of the desk. The words complete “You may not …”. */
export const ACTIONS = {
  'draft.begin': { from: 'contributor', whose: 'any', words: 'begin a draft' },
  'draft.read': { from: 'contributor', whose: 'own', othersFrom: 'editor', words: 'read this draft' },
  'draft.save': { from: 'contributor', whose: 'own', othersFrom: 'editor', words: 'change this draft' },
  'draft.send': { from: 'contributor', whose: 'own', othersFrom: 'editor', words: 'send this draft to review' },
  'draft.take_back': { from: 'contributor', whose: 'own', othersFrom: 'reviewer', words: 'take this back from review' },
  'draft.abandon': { from: 'contributor', whose: 'own', words: 'put this draft away' },
  'draft.comment': { from: 'contributor', whose: 'own', othersFrom: 'editor', words: 'comment on this' },
  'queue.read': { from: 'editor', whose: 'any', words: 'read the review queue' },
  'review.assign': { from: 'editor', whose: 'any', words: 'assign reviews' },
  'review.ask_changes': { from: 'reviewer', whose: 'others', words: 'send this back for changes' },
  'review.reject': { from: 'reviewer', whose: 'others', words: 'reject this' },
  'review.publish': { from: 'reviewer', whose: 'others', words: 'publish this' },
  'key.enter': { from: 'editor', whose: 'others', words: 'key this claim a second time' },
  'key.decide': { from: 'reviewer', whose: 'others', words: 'decide between the two keys' },
  'import.stage': { from: 'editor', whose: 'any', words: 'import files' },
  'source.propose': { from: 'editor', whose: 'any', words: 'propose a change of a source' },
  'substance.record': { from: 'reviewer', whose: 'others', words: 'record what this claim rests on' },
  'grade.give': { from: 'editor', whose: 'any', words: 'give grades' },
  'hint.decide': { from: 'reviewer', whose: 'any', words: 'decide who repeats whom' },
  'evidence.add': { from: 'editor', whose: 'any', words: 'add evidence' },
  'note.publish': { from: 'reviewer', whose: 'any', words: 'publish or end notes on series' },
  'permalink.note': { from: 'editor', whose: 'any', words: 'add a title or note to a frozen comparison' },
  'people.manage': { from: 'administrator', whose: 'any', words: 'manage people' },
} as const satisfies Record<string, Rule>;
export type Action = keyof typeof ACTIONS;

/** Whoever asks; null is somebody who has not signed in. */
export type Actor = { readonly id: string; readonly role: PersonRole } | null;

/** The people who had a hand in the work that is acted on: authors of any version, or of either key. */
export type Work = { readonly by: readonly string[] };

export type Permit =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'sign_in' | 'role' | 'own' | 'others'; readonly message: string };

/** True when `role` stands at or above `least`. */
export function isAtLeast(role: PersonRole, least: PersonRole): boolean {
  const order = codesOf(PERSON_ROLES);
  return order.indexOf(role) >= order.indexOf(least);
}

/** Whether the actor may do the action to the work; words for the person if not. Work is needed wherever it matters whose it is. */
export function permit(actor: Actor, action: Action, work?: Work): Permit {
  const rule: Rule = ACTIONS[action];
  if (actor === null) return { ok: false, reason: 'sign_in', message: `Sign in to ${rule.words}.` };
  if (!isAtLeast(actor.role, rule.from))
    return {
      ok: false,
      reason: 'role',
      message: `You may not ${rule.words}: that takes the role ${PERSON_ROLES[rule.from].label.toLowerCase()} or above.`,
    };
  if (rule.whose === 'any') return { ok: true };
  if (work === undefined) throw new Error(`whose work is it? ${action} needs to know`);
  const isOwn = work.by.includes(actor.id);
  if (rule.whose === 'others')
    return isOwn
      ? {
          ok: false,
          reason: 'own',
          message: `You may not ${rule.words}: you had a hand in it, and it takes somebody else.`,
        }
      : { ok: true };
  if (isOwn || (rule.othersFrom !== undefined && isAtLeast(actor.role, rule.othersFrom))) return { ok: true };
  return { ok: false, reason: 'others', message: `You may not ${rule.words}: it is somebody else’s.` };
}
