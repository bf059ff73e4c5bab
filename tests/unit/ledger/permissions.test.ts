import { describe, expect, test } from 'vitest';
import { ACTIONS, type Action, permit } from '@/lib/ledger/permissions';
import type { PersonRole } from '@/lib/ledger/vocabulary';

const ROLES = ['contributor', 'editor', 'reviewer', 'administrator'] as const satisfies readonly PersonRole[];

/**
 * Who may, written out: for each action the roles for which it is allowed on one’s own work and on somebody else’s. `C`, `E`, `R`, `A` are
 * the roles from contributor to administrator.
 */
const TABLE: Record<Action, { own: string; others: string }> = {
  'draft.begin': { own: 'CERA', others: 'CERA' },
  'draft.read': { own: 'CERA', others: 'ERA' },
  'draft.save': { own: 'CERA', others: 'ERA' },
  'draft.send': { own: 'CERA', others: 'ERA' },
  'draft.take_back': { own: 'CERA', others: 'RA' },
  'draft.abandon': { own: 'CERA', others: '' },
  'draft.comment': { own: 'CERA', others: 'ERA' },
  'queue.read': { own: 'ERA', others: 'ERA' },
  'review.assign': { own: 'ERA', others: 'ERA' },
  'review.ask_changes': { own: '', others: 'RA' },
  'review.reject': { own: '', others: 'RA' },
  'review.publish': { own: '', others: 'RA' },
  'key.enter': { own: '', others: 'ERA' },
  'key.decide': { own: '', others: 'RA' },
  'import.stage': { own: 'ERA', others: 'ERA' },
  'source.propose': { own: 'ERA', others: 'ERA' },
  'substance.record': { own: '', others: 'RA' },
  'grade.give': { own: 'ERA', others: 'ERA' },
  'hint.decide': { own: 'RA', others: 'RA' },
  'evidence.add': { own: 'ERA', others: 'ERA' },
  'note.publish': { own: 'RA', others: 'RA' },
  'permalink.note': { own: 'ERA', others: 'ERA' },
  'people.manage': { own: 'A', others: 'A' },
};

const CASES = (Object.keys(ACTIONS) as Action[]).flatMap((action) =>
  ROLES.flatMap((role) =>
    (['own', 'others'] as const).map((whose) => {
      const isAllowed = TABLE[action][whose].includes(role.charAt(0).toUpperCase());
      return { action, role, whose, isAllowed };
    }),
  ),
);

describe('every action, for every role, on one’s own work and on somebody else’s (E13)', () => {
  test.each(CASES)('$action by $role on $whose work: $isAllowed', ({ action, role, whose, isAllowed }) => {
    const work = { by: whose === 'own' ? ['somebody', 'me'] : ['somebody'] };
    expect(permit({ id: 'me', role }, action, work).ok).toBe(isAllowed);
  });
});

describe('whoever has not signed in', () => {
  test.each(Object.keys(ACTIONS) as Action[])('may not %s, and is told to sign in', (action) => {
    expect(permit(null, action, { by: [] })).toMatchObject({ ok: false, reason: 'sign_in' });
  });
});

describe('four eyes', () => {
  test('hold for whoever had any hand in the work, not only for its first author', () => {
    const administrator = { id: 'third', role: 'administrator' } as const;
    expect(permit(administrator, 'review.publish', { by: ['first', 'second', 'third'] })).toEqual({
      ok: false,
      reason: 'own',
      message: 'You may not publish this: you had a hand in it, and it takes somebody else.',
    });
  });

  test('a question whose work is not said is a mistake of ours, not a refusal', () => {
    expect(() => permit({ id: 'me', role: 'reviewer' }, 'review.publish')).toThrow('whose work is it?');
  });
});

test('a role that is too low is told which one it takes', () => {
  expect(permit({ id: 'me', role: 'editor' }, 'people.manage')).toEqual({
    ok: false,
    reason: 'role',
    message: 'You may not manage people: that takes the role administrator or above.',
  });
});
