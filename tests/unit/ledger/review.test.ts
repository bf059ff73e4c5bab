import { describe, expect, test } from 'vitest';
import {
  follow,
  isEditable,
  PROPOSAL_STATES,
  type ProposalState,
  TRANSITIONS,
  type TransitionName,
  transitionsFrom,
} from '@/lib/ledger/review';

const STATES = Object.keys(PROPOSAL_STATES) as ProposalState[];

/** What follows what, written out: state → transition → state. Whatever is not here does not follow. */
const WAYS: Record<ProposalState, Partial<Record<TransitionName, ProposalState>>> = {
  draft: { send: 'in_review', abandon: 'abandoned' },
  in_review: { take_back: 'draft', ask_changes: 'changes_asked', reject: 'rejected', publish: 'published' },
  changes_asked: { send: 'in_review', abandon: 'abandoned' },
  published: {},
  rejected: { reopen: 'draft' },
  abandoned: { reopen: 'draft' },
};

describe('what follows what (E16)', () => {
  const cases = STATES.flatMap((state) =>
    (Object.keys(TRANSITIONS) as TransitionName[]).map((name) => ({ state, name, to: WAYS[state][name] ?? 'nothing' })),
  );
  test.each(cases)('$state, $name → $to', ({ state, name, to }) => {
    const result = follow(state, name, 'Because.');
    expect(result.ok ? result.state : 'nothing').toBe(to);
  });

  test.each(STATES)('the ways on from %s are the ones that can be taken', (state) => {
    expect(transitionsFrom(state).sort()).toEqual(Object.keys(WAYS[state]).sort());
  });
});

describe('why', () => {
  test.each(['ask_changes', 'reject'] as const)('%s needs a note that says something', (name) => {
    for (const note of [null, '', '  \n'])
      expect(follow('in_review', name, note)).toMatchObject({
        ok: false,
        message: expect.stringContaining('needs a note'),
      });
    expect(follow('in_review', name, 'The period is wrong.').ok).toBe(true);
  });

  test('the other ways need none', () => {
    expect(follow('draft', 'send', null)).toEqual({ ok: true, state: 'in_review' });
  });
});

test('a way that no longer leads on is said to the person, with what is the case now', () => {
  expect(follow('published', 'reject', 'Too late.')).toEqual({
    ok: false,
    message: 'This is published now; “Reject” does not follow. Reload to see what happened.',
  });
});

test('content changes only while nobody reviews it (E10)', () => {
  expect(STATES.filter(isEditable)).toEqual(['draft', 'changes_asked']);
});
