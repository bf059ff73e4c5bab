import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { getClaim } from '@/lib/data/claim-detail';
import { rowsOf } from '@/lib/data/db';
import { readEffect } from '@/lib/data/effect';
import { NOW } from '@/lib/data/ledger';
import { publishProposal } from '@/lib/data/proposal-publishing';
import {
  assignProposal,
  beginProposal,
  commentOnProposal,
  type Editor,
  listOwnProposals,
  listQueue,
  moveProposal,
  type Proposal,
  type ProposalWords,
  readProposal,
  readProposalLog,
  saveProposal,
} from '@/lib/data/proposals';
import { publishSources } from '@/lib/data/sources';
import type { ClaimId } from '@/lib/ledger/claim';
import { emptyDraft, fromClaim } from '@/lib/ledger/draft';
import { emptySourceDraft } from '@/lib/ledger/source-draft';
import { draftOf, revisionOf, sent, somebody } from '../support/desk';
import { aClaim, aSource, aTotal, openLedger } from '../support/ledger';

openLedger();

let [author, editor, reviewer]: Editor[] = [];
beforeAll(async () => {
  await publishSources([aSource({ slug: 'observer', name: 'The Observer', totalsAreDifferenceable: 'yes' })], {
    class: 'new',
    note: null,
    role: 'editor',
    summary: 'One source.',
  });
  author = await somebody('contributor', 'Ada');
  editor = await somebody('editor', 'Ben');
  reviewer = await somebody('reviewer', 'Cleo');
});

function who(person: Editor | undefined): Editor {
  if (!person) throw new Error('nobody');
  return person;
}

async function published(key: string, given: Parameters<typeof aClaim>[0] | object = {}): Promise<{ id: ClaimId }> {
  const proposal = await sent(who(author), await draftOf(who(author), aClaim({ ...given, key })));
  const result = await publishProposal(who(reviewer), proposal.id, proposal.version);
  if (!result.ok || result.claimId === null) throw new Error(JSON.stringify(result));
  return { id: result.claimId };
}

const wordsOf = ({ content, title, cause, note, passed }: Proposal): ProposalWords => ({
  content,
  title,
  cause,
  note,
  passed,
});

describe('a draft', () => {
  test('keeps whatever has been typed, however little', async () => {
    const begun = await beginProposal(who(author), {
      id: randomUUID(),
      content: { kind: 'new_claim', draft: { ...emptyDraft(), best: 'about 7' }, newSource: null },
      title: 'New claim',
    });
    expect((await readProposal(begun.id))?.content).toMatchObject({ draft: { best: 'about 7', source: '' } });
  });

  test('begun twice with one id is begun once', async () => {
    const id = randomUUID();
    const begin = (title: string) =>
      beginProposal(who(author), { id, content: { kind: 'new_claim', draft: emptyDraft(), newSource: null }, title });
    await begin('First');
    expect((await begin('Second')).title).toBe('First');
  });

  test('saved with the same words stays the same version', async () => {
    const draft = await draftOf(who(author), aClaim({ key: 'same-words' }));
    expect(await saveProposal(who(author), draft.id, 1, wordsOf(draft))).toEqual({ ok: true, version: 1 });
  });

  test('saved over somebody else’s version is not saved: all three versions come back', async () => {
    const draft = await draftOf(who(author), aClaim({ key: 'two-tabs' }));
    await saveProposal(who(editor), draft.id, 1, { ...wordsOf(draft), note: 'by Ben' });
    const result = await saveProposal(who(author), draft.id, 1, { ...wordsOf(draft), note: 'by Ada' });
    expect(result).toMatchObject({
      ok: false,
      reason: 'conflict',
      base: { note: null },
      current: { note: 'by Ben', version: 2 },
    });
  });

  test('cannot be changed by another contributor', async () => {
    const other = await somebody('contributor');
    const draft = await draftOf(who(author), aClaim({ key: 'not-yours' }));
    expect(await saveProposal(other, draft.id, 1, { ...wordsOf(draft), note: 'mine now' })).toMatchObject({
      reason: 'not_allowed',
    });
  });

  test('in review cannot be changed: a reviewer publishes exactly what was read', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'under-review' })));
    expect(await saveProposal(who(author), proposal.id, 1, { ...wordsOf(proposal), note: 'late' })).toMatchObject({
      reason: 'state',
    });
  });

  test('fifty saves at once: one is kept, and nobody’s words are lost without a word', async () => {
    const draft = await draftOf(who(author), aClaim({ key: 'fifty-saves' }));
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        saveProposal(who(editor), draft.id, 1, { ...wordsOf(draft), note: `save ${index}` }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === 'conflict')).toHaveLength(49);
    expect((await readProposal(draft.id))?.version).toBe(2);
  });

  test('what was saved, sent and said about it stands in its log', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'logged' })));
    await commentOnProposal(who(reviewer), proposal.id, 'Which page?');
    await moveProposal(who(reviewer), proposal.id, 'ask_changes', { note: 'Name the page.', version: 1 });
    expect((await readProposalLog(proposal.id)).map((entry) => [entry.kind, entry.person.name])).toEqual([
      ['version', 'Ada'],
      ['event', 'Ada'],
      ['comment', 'Cleo'],
      ['event', 'Cleo'],
    ]);
  });

  test('stands among one’s own, open ones first', async () => {
    const person = await somebody('contributor');
    const first = await draftOf(person, aClaim({ key: 'own-1' }));
    await draftOf(person, aClaim({ key: 'own-2' }));
    await moveProposal(person, first.id, 'abandon', { note: null, version: 1 });
    expect((await listOwnProposals(person.id)).map(({ title, state }) => [title, state])).toEqual([
      ['New claim own-2', 'draft'],
      ['New claim own-1', 'abandoned'],
    ]);
  });
});

describe('review', () => {
  test('nobody publishes a claim of their own, whatever their role', async () => {
    const administrator = await somebody('administrator');
    const proposal = await sent(administrator, await draftOf(administrator, aClaim({ key: 'own-claim' })));
    expect(await publishProposal(administrator, proposal.id, 1)).toMatchObject({ ok: false, reason: 'not_allowed' });
  });

  test('whoever saved any version of it had a hand in it', async () => {
    const draft = await draftOf(who(author), aClaim({ key: 'helped' }));
    await saveProposal(who(reviewer), draft.id, 1, { ...wordsOf(draft), note: 'a word' });
    await moveProposal(who(author), draft.id, 'send', { note: null, version: 2 });
    expect(await publishProposal(who(reviewer), draft.id, 2)).toMatchObject({ ok: false, reason: 'not_allowed' });
  });

  test('the database itself refuses that an author publishes', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'by-hand' })));
    await expect(
      rowsOf(
        `UPDATE proposal SET state = 'published', published_ledger_number = 1, published_by = author_id WHERE id = $1`,
        [proposal.id],
      ),
    ).rejects.toThrow('proposal_four_eyes_check');
  });

  test('an editor cannot publish', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'by-editor' })));
    expect(await publishProposal(who(editor), proposal.id, 1)).toMatchObject({ reason: 'not_allowed' });
  });

  test('what changed since the reviewer looked is not published', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'changed-since' })));
    await moveProposal(who(reviewer), proposal.id, 'ask_changes', { note: 'Once more.', version: 1 });
    await saveProposal(who(author), proposal.id, 1, { ...wordsOf(proposal), note: 'better' });
    await moveProposal(who(author), proposal.id, 'send', { note: null, version: 2 });
    expect(await publishProposal(who(reviewer), proposal.id, 1)).toMatchObject({ reason: 'state' });
  });

  test('asking for changes needs words', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'no-words' })));
    expect(await moveProposal(who(reviewer), proposal.id, 'ask_changes', { note: ' ', version: 1 })).toMatchObject({
      ok: false,
    });
  });

  test('can be given to a reviewer who had no hand in it, and to nobody else', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'assigned' })));
    expect(await assignProposal(who(editor), proposal.id, who(editor).id)).toMatchObject({ ok: false });
    expect(await assignProposal(who(editor), proposal.id, who(reviewer).id)).toEqual({ ok: true });
    const mine = await listQueue({ sort: 'age', kind: null, assignee: who(reviewer).id });
    expect(mine.map(({ title }) => title)).toEqual(['New claim assigned']);
  });

  test('the queue puts the largest effect first when asked', async () => {
    for (const [key, share] of [
      ['small-effect', 0.01],
      ['large-effect', 0.5],
    ] as const) {
      const draft = await draftOf(who(author), aClaim({ key }));
      await moveProposal(who(author), draft.id, 'send', { note: null, version: 1, effect: { figures: 1, share } });
    }
    const titles = (await listQueue({ sort: 'effect', kind: null, assignee: null })).map(({ title }) => title);
    expect(titles.slice(0, 2)).toEqual(['New claim large-effect', 'New claim small-effect']);
  });

  test('published once: the second press finds it published', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), aClaim({ key: 'pressed-twice' })));
    const results = await Promise.all([
      publishProposal(who(reviewer), proposal.id, 1),
      publishProposal(who(reviewer), proposal.id, 1),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await rowsOf(`SELECT 1 FROM claim WHERE key = 'pressed-twice'`)).toHaveLength(1);
  });

  test('a draft that is not yet a claim says what is missing, field by field', async () => {
    const draft = await beginProposal(who(author), {
      id: randomUUID(),
      content: { kind: 'new_claim', draft: { ...emptyDraft(), source: 'Nobody Known' }, newSource: null },
      title: 'Unfinished',
    });
    await moveProposal(who(author), draft.id, 'send', { note: null, version: 1 });
    const result = await publishProposal(who(reviewer), draft.id, 1);
    expect(result).toMatchObject({ ok: false, reason: 'invalid' });
    const fields = !result.ok && 'problems' in result ? result.problems?.map(({ field }) => field) : [];
    expect(fields).toEqual(
      expect.arrayContaining(['source', 'metric', 'side', 'valueKind', 'periodKind', 'publications.0.publishedOn']),
    );
  });
});

describe('publishing', () => {
  test('a new source is registered with the first claim of it', async () => {
    const claim = aClaim({ key: 'of-a-new-source', source: 'field-office' });
    const draft = await beginProposal(who(author), {
      id: randomUUID(),
      content: {
        kind: 'new_claim',
        draft: { ...fromClaim(claim), source: 'The Field Office' },
        newSource: {
          ...emptySourceDraft(),
          slug: 'field-office',
          name: 'The Field Office',
          shortName: 'Field Office',
          class: 'think_tank',
          party: 'none',
        },
      },
      title: 'First claim of a new source',
    });
    const proposal = await sent(who(author), draft);
    expect(await publishProposal(who(reviewer), proposal.id, 1)).toMatchObject({ ok: true });
    expect(await rowsOf(`SELECT slug FROM source WHERE slug = 'field-office'`)).toHaveLength(1);
  });

  test('a withdrawn claim stays, with its reason', async () => {
    const { id } = await published('to-withdraw');
    const claim = {
      ...aClaim({ key: 'to-withdraw' }),
      standing: 'withdrawn' as const,
      standingReason: 'Its source retracted it.',
    };
    const proposal = await sent(
      who(author),
      await revisionOf(who(author), { id, revision: 1 }, claim, { cause: 'source_withdrew', note: 'Retracted.' }),
    );
    await publishProposal(who(reviewer), proposal.id, 1);
    const detail = await getClaim(id, NOW);
    expect(detail?.claim).toMatchObject({ standing: 'withdrawn', standingReason: 'Its source retracted it.' });
    expect(detail?.history.map(({ changeClass }) => changeClass)).toEqual(['new', 'correction']);
  });

  test('fifty changes of one claim at once: one is published, the others must compare first', async () => {
    const { id } = await published('fifty-changes');
    const proposals = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        sent(
          who(author),
          await revisionOf(
            who(author),
            { id, revision: 1 },
            aClaim({ key: 'fifty-changes', best: String(2000 + index) }),
          ),
        ),
      ),
    );
    const results = await Promise.all(proposals.map((proposal) => publishProposal(who(reviewer), proposal.id, 1)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === 'conflict')).toHaveLength(49);
    const [row] = await rowsOf<{ current_revision: number; revisions: number }>(
      `SELECT current_revision, (SELECT count(*)::int FROM claim_revision r WHERE r.claim_id = c.id) AS revisions FROM claim c WHERE public_id = $1`,
      [id],
    );
    expect(row).toEqual({ current_revision: 2, revisions: 2 });
  });

  test('records each figure that moves, old and new', async () => {
    const total = (key: string, asOf: string, best: string) => aTotal({ key, asOf, best, side: 'ua' });
    for (const [key, asOf, best] of [
      ['start-of-may', '2024-04-30', '1000'],
      ['end-of-may', '2024-05-31', '1500'],
    ] as const)
      await published(key, total(key, asOf, best));
    const [row] = await rowsOf<{ public_id: ClaimId }>(`SELECT public_id FROM claim WHERE key = 'end-of-may'`);
    const revised = total('end-of-may', '2024-05-31', '1600');
    const of = { id: row?.public_id as ClaimId, revision: 1 };
    const proposal = await sent(who(author), await revisionOf(who(author), of, revised));
    await publishProposal(who(reviewer), proposal.id, 1);
    const moved = await rowsOf<{
      subject: string;
      before: { best: number };
      after: { best: number };
      change_class: string;
    }>(
      `SELECT subject, before, after, change_class FROM ledger_event WHERE verb = 'figure.moved' AND ledger_number = (SELECT max(ledger_number) FROM publish)`,
    );
    expect(moved).toEqual([
      {
        subject: 'observer.killed_or_wounded.ua:2024-05',
        before: expect.objectContaining({ best: 500 }),
        after: expect.objectContaining({ best: 600 }),
        change_class: 'correction',
      },
    ]);
  });
});

describe('the effect before publishing', () => {
  test('a total at the end of a month makes the month, and gives the next a better reason for its gap', async () => {
    await published('june-start', aTotal({ key: 'june-start', asOf: '2023-05-31', best: '10000' }));
    const effect = await readEffect([
      { claim: aTotal({ key: 'june-end', asOf: '2023-06-30', best: '10800' }), revises: null },
    ]);
    expect(
      effect.moved.map(({ month, after }) => [month, after.kind === 'figure' ? after.best : after.reason]),
    ).toEqual([
      ['2023-06', 800],
      ['2023-07', 'NO_ANCHOR'],
    ]);
    expect(effect.figures).toBe(1);
    expect(effect.share).toBeNull();
  });

  test('says nothing moves when a claim is revised in its note alone', async () => {
    const { id } = await published('only-a-note');
    const claim = { ...aClaim({ key: 'only-a-note' }), note: 'Read again.' };
    expect((await readEffect([{ claim, revises: id }])).figures).toBe(0);
  });

  test('a claim that replaces another takes its figure', async () => {
    await published('first-said', { periodStart: '2022-10-01', periodEnd: '2022-11-01', best: '900' });
    const claim = aClaim({
      key: 'said-later',
      periodStart: '2022-10-01',
      periodEnd: '2022-11-01',
      best: '990',
      updates: 'first-said',
    });
    const effect = await readEffect([{ claim, revises: null }]);
    expect(
      effect.moved.map(({ before, after }) => [before, after].map((cell) => cell.kind === 'figure' && cell.best)),
    ).toEqual([[900, 990]]);
    expect(effect.share).toBeCloseTo(0.1);
  });
});
