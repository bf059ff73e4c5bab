import { beforeAll, describe, expect, test } from 'vitest';
import { gradeSource } from '@/lib/data/assessments';
import { addEvidence } from '@/lib/data/captures';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { publishNote } from '@/lib/data/events';
import {
  decideLineageHint,
  findLineageHints,
  type LineageHint,
  listLineageHints,
  readLineageHint,
} from '@/lib/data/lineage-hints';
import { publishProposal } from '@/lib/data/proposal-publishing';
import {
  assignProposal,
  commentOnProposal,
  type Editor,
  moveProposal,
  type Proposal,
  readProposal,
  saveProposal,
} from '@/lib/data/proposals';
import { decideSecondKey, listDisagreements, saveSecondKey } from '@/lib/data/second-keys';
import { publishSources } from '@/lib/data/sources';
import { recordSubstance } from '@/lib/data/substance-records';
import { ACTIONS, type Action, permit } from '@/lib/ledger/permissions';
import { codesOf, PERSON_ROLES, type PersonRole } from '@/lib/ledger/vocabulary';
import { draftOf, keyOf, sent, somebody } from '../support/desk';
import { aClaim, aSource, openLedger } from '../support/ledger';

openLedger();

let another: Editor | undefined;
beforeAll(async () => {
  await publishSources([aSource({ slug: 'observer' }), aSource({ slug: 'echo' })], {
    class: 'new',
    note: null,
    role: 'editor',
    summary: 'Two sources.',
  });
  another = await somebody('reviewer', 'Another');
});

let made = 0;
const nextKey = () => {
  made += 1;
  return `every-action-${made}`;
};

/** A draft of the person, or of somebody else. */
async function draft(author: Editor): Promise<Proposal> {
  return draftOf(author, aClaim({ key: nextKey() }));
}

async function inReview(author: Editor): Promise<Proposal> {
  return sent(author, await draft(author));
}

/** A hint that somebody has to decide: an echo of a sector of its own says whose number it is. */
async function anOpenHint(): Promise<LineageHint> {
  const key = nextKey();
  const publications = [
    { title: 'Losses', url: `https://a.example/${key}`, quote: 'according to Source observer, 1000' },
  ];
  await publishClaims(
    [[aClaim({ key: `${key}-o` }), aClaim({ key, source: 'echo', scope: `sector-${key}`, publications })]],
    { role: 'editor', summary: 'An echo.' },
  );
  await findLineageHints();
  const listed = (await listLineageHints()).find(({ scope, state }) => scope === `sector-${key}` && state === 'open');
  const hint = listed && (await readLineageHint(listed.id));
  if (!hint) throw new Error('no hint');
  return hint;
}

type Did = { readonly ok: boolean };

/**
 * Does the action for real, as `person`, to work of `author`: whether it went through must be what the table of permissions says. Actions
 * that only open a page have no function of their own; the browser tests go through these.
 */
const DEEDS: Partial<Record<Action, (person: Editor, author: Editor) => Promise<Did>>> = {
  'draft.save': async (person, author) => {
    const { id, content, title } = await draft(author);
    return saveProposal(person, id, 1, { content, title, cause: null, note: 'changed', passed: [] });
  },
  'draft.send': async (person, author) =>
    moveProposal(person, (await draft(author)).id, 'send', { note: null, version: 1 }),
  'draft.take_back': async (person, author) =>
    moveProposal(person, (await inReview(author)).id, 'take_back', { note: null, version: 1 }),
  'draft.abandon': async (person, author) =>
    moveProposal(person, (await draft(author)).id, 'abandon', { note: null, version: 1 }),
  'draft.comment': async (person, author) => commentOnProposal(person, (await draft(author)).id, 'A comment.'),
  'review.assign': async (person, author) => assignProposal(person, (await inReview(author)).id, null),
  'review.ask_changes': async (person, author) =>
    moveProposal(person, (await inReview(author)).id, 'ask_changes', { note: 'Name the page.', version: 1 }),
  'review.reject': async (person, author) =>
    moveProposal(person, (await inReview(author)).id, 'reject', { note: 'No claim.', version: 1 }),
  'review.publish': async (person, author) => publishProposal(person, (await inReview(author)).id, 1),
  'key.enter': async (person, author) => {
    const key = nextKey();
    const proposal = await sent(author, await draftOf(author, aClaim({ key })));
    return saveSecondKey(person, `proposal:${proposal.id}`, keyOf(aClaim({ key })));
  },
  'key.decide': async (person, author) => {
    const key = nextKey();
    const proposal = await sent(author, await draftOf(author, aClaim({ key })));
    await saveSecondKey(await somebody('editor'), `proposal:${proposal.id}`, keyOf(aClaim({ key }), { best: '1' }));
    const [found] = (await listDisagreements()).filter(({ subject }) => subject === `proposal:${proposal.id}`);
    return decideSecondKey(person, found?.id ?? '', 'neither', 'The page is gone.');
  },
  'note.publish': async (person) =>
    publishNote(person, {
      source: 'observer',
      metric: 'killed_or_wounded',
      side: 'ru',
      day: '2024-09-10',
      kind: 'note',
      sentence: `A note, ${nextKey()}.`,
      url: '',
    }),
  'hint.decide': async (person) => {
    const { id, compared } = await anOpenHint();
    return decideLineageHint(person, id, { decision: 'rejected', reason: 'Chance.', compared: String(compared) });
  },
  'substance.record': async (person, author) => {
    const { id, version } = await sent(author, await draftOf(author, aClaim({ key: nextKey() })));
    const published = await publishProposal(await somebody('reviewer'), id, version);
    if (!published.ok || published.claimId === null) throw new Error('the claim was not published');
    return recordSubstance(person, published.claimId, {
      basis: 'records',
      url: 'https://records.example/',
      reason: 'A list.',
    });
  },
  'grade.give': async (person) =>
    gradeSource(person, { source: 'observer', metric: 'killed', side: 'ru' }, 'C', 'A reason.'),
  'evidence.add': async (person) => {
    await publishClaims([[aClaim({ key: nextKey() })]], { role: 'editor', summary: 'A claim.' });
    const [publication] = await rowsOf<{ id: number }>('SELECT max(id) AS id FROM publication');
    const bytes = { sha256: 'a'.repeat(64), size: 1, mime: 'image/png', name: 'page.png' };
    return addEvidence(person, publication?.id ?? 0, bytes, '');
  },
};

const CASES = (Object.keys(DEEDS) as Action[]).flatMap((action) =>
  codesOf(PERSON_ROLES).flatMap((role) =>
    (['own', 'somebody else’s'] as const).map((whose): [Action, PersonRole, typeof whose] => [action, role, whose]),
  ),
);

describe('every action × every role × own and other people’s work', () => {
  test.each(CASES)('%s by a %s, %s work', async (action, role, whose) => {
    const person = await somebody(role);
    const author = whose === 'own' ? person : another;
    const deed = DEEDS[action];
    if (!author || !deed) throw new Error('nobody or nothing');
    const allowed = permit(person, action, { by: [author.id] }).ok;
    expect((await deed(person, author)).ok).toBe(allowed);
  });

  test('what is refused leaves nothing behind', async () => {
    const contributor = await somebody('contributor');
    if (!another) throw new Error('nobody');
    const proposal = await inReview(another);
    await publishProposal(contributor, proposal.id, 1);
    await moveProposal(contributor, proposal.id, 'reject', { note: 'Mine now.', version: 1 });
    await saveProposal(contributor, proposal.id, 1, { ...proposal, note: 'Mine now.' });
    expect(await readProposal(proposal.id)).toMatchObject({ state: 'in_review', version: 1, note: null });
  });

  test('an action without a function of its own is one that only opens a page, or belongs to people and files', () => {
    expect(Object.keys(ACTIONS).filter((action) => !(action in DEEDS))).toEqual([
      'draft.begin',
      'draft.read',
      'queue.read',
      'import.stage',
      'source.propose',
      'permalink.note',
      'people.manage',
    ]);
  });
});
