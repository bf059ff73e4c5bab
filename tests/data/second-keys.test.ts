import { beforeAll, describe, expect, test } from 'vitest';
import { getClaim } from '@/lib/data/claim-detail';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW } from '@/lib/data/ledger';
import { publishProposal } from '@/lib/data/proposal-publishing';
import { type Editor, readProposal } from '@/lib/data/proposals';
import { decideSecondKey, listDisagreements, readKeyTask, readWorkList, saveSecondKey } from '@/lib/data/second-keys';
import { publishSources } from '@/lib/data/sources';
import type { Claim } from '@/lib/ledger/claim';
import { draftOf, keyOf, revisionOf, sent, somebody } from '../support/desk';
import { aClaim, aSource, openLedger } from '../support/ledger';

openLedger();

let [author, keyer, reviewer]: Editor[] = [];
beforeAll(async () => {
  const change = { class: 'new', note: null, role: 'editor', summary: 'Two sources.' } as const;
  await publishSources([aSource({ slug: 'observer' }), aSource({ slug: 'echo' })], change);
  author = await somebody('contributor', 'Ada');
  keyer = await somebody('editor', 'Ben');
  reviewer = await somebody('reviewer', 'Cleo');
});

const who = (person: Editor | undefined): Editor => {
  if (!person) throw new Error('nobody');
  return person;
};

/** A claim whose words are quoted with their place. */
function quoted(key: string, given: Partial<Claim> = {}): Claim {
  return aClaim({
    key,
    publications: [
      {
        publisher: 'Observer',
        url: `https://observer.example/${key}`,
        publishedOn: '2024-10-05',
        quote: 'so many',
        place: 'page 3',
      },
    ],
    ...given,
  } as Parameters<typeof aClaim>[0]);
}

async function inLedger(claim: Claim) {
  const result = await publishClaims([[claim]], { role: 'importer', summary: 'One claim.' });
  if (!result.ok) throw new Error(JSON.stringify(result));
  const [row] = await rowsOf<{ public_id: string }>('SELECT public_id FROM claim WHERE key = $1', [claim.key]);
  return { subject: `claim:${row?.public_id}`, id: row?.public_id ?? '' };
}

describe('a second key', () => {
  test('that agrees makes the claim Checked, in a publish of its own', async () => {
    const claim = quoted('agreed');
    const { subject, id } = await inLedger(claim);
    const result = await saveSecondKey(who(keyer), subject, keyOf(claim));
    expect(result).toEqual({ ok: true, outcome: 'agrees', checked: true, lacks: [] });
    const detail = await getClaim(id, NOW);
    expect([detail?.badge, detail?.revision, detail?.claim.lineageDecided]).toEqual(['checked', 2, true]);
    const [last] = await rowsOf<{ kind: string }>('SELECT kind FROM publish ORDER BY ledger_number DESC LIMIT 1');
    expect(last?.kind).toBe('second_key');
  });

  test('before which the claim was Attributed stays Attributed at that instant', async () => {
    const claim = quoted('known-before');
    const { subject, id } = await inLedger(claim);
    const before = await getClaim(id, NOW);
    await saveSecondKey(who(keyer), subject, keyOf(claim));
    const then = await getClaim(id, { known: before?.knownOn ?? null, public: null });
    expect([then?.badge, (await getClaim(id, NOW))?.badge]).toEqual(['attributed', 'checked']);
  });

  test('adds the words and their place where the claim had none', async () => {
    const claim = aClaim({ key: 'no-quote' });
    const { subject, id } = await inLedger(claim);
    await saveSecondKey(who(keyer), subject, keyOf(claim, { quote: 'so many fell', place: 'paragraph 2' }));
    const detail = await getClaim(id, NOW);
    expect(detail?.badge).toBe('checked');
    expect(detail?.claim.publications[0]).toMatchObject({ quote: 'so many fell', place: 'paragraph 2' });
  });

  test('that agrees without the place of the words says what is still missing', async () => {
    const claim = aClaim({ key: 'no-place' });
    const { subject } = await inLedger(claim);
    expect(await saveSecondKey(who(keyer), subject, keyOf(claim, { quote: 'so many' }))).toMatchObject({
      checked: false,
      lacks: ['the place of the words in the publication is missing'],
    });
  });

  test('by somebody who had a hand in the claim is refused', async () => {
    const proposal = await sent(who(author), await draftOf(who(author), quoted('own-hand')));
    const published = await publishProposal(who(reviewer), proposal.id, 1);
    const claimId = published.ok ? published.claimId : '';
    const promoted: Editor = { id: who(author).id, role: 'editor' };
    expect(await saveSecondKey(promoted, `claim:${claimId}`, keyOf(quoted('own-hand')))).toMatchObject({
      ok: false,
      message: expect.stringContaining('somebody else'),
    });
  });

  test('by a contributor is refused', async () => {
    const { subject } = await inLedger(quoted('by-contributor'));
    expect(await saveSecondKey(who(author), subject, keyOf(quoted('by-contributor')))).toMatchObject({ ok: false });
  });

  test('counts once for one person', async () => {
    const claim = quoted('once-only');
    const { subject } = await inLedger(claim);
    await saveSecondKey(who(keyer), subject, keyOf(claim, { best: '999' }));
    expect(await saveSecondKey(who(keyer), subject, keyOf(claim))).toMatchObject({
      ok: false,
      message: expect.stringContaining('already'),
    });
  });

  test('of a proposal in review makes the claim Checked when it is published', async () => {
    const claim = quoted('checked-from-the-start');
    const proposal = await sent(who(author), await draftOf(who(author), claim));
    await saveSecondKey(who(keyer), `proposal:${proposal.id}`, keyOf(claim));
    const published = await publishProposal(who(reviewer), proposal.id, 1);
    const detail = await getClaim((published.ok && published.claimId) || '', NOW);
    expect([detail?.badge, detail?.revision]).toEqual(['checked', 1]);
  });

  test('is lost by itself when a later revision changes what was keyed, and kept when it does not', async () => {
    const claim = quoted('changed-later');
    const { subject, id } = await inLedger(claim);
    await saveSecondKey(who(keyer), subject, keyOf(claim));
    const checked = await getClaim(id, NOW);
    if (!checked) throw new Error('no claim');
    const publish = async (after: Claim, revision: number) => {
      const proposal = await sent(who(author), await revisionOf(who(author), { id: checked.id, revision }, after));
      await publishProposal(who(reviewer), proposal.id, 1);
      return (await getClaim(id, NOW))?.badge;
    };
    expect(await publish({ ...checked.claim, note: 'A note.' }, 2)).toBe('checked');
    expect(await publish({ ...checked.claim, note: 'A note.', best: '1001' }, 3)).toBe('attributed');
  });
});

describe('blindness', () => {
  test('the task holds the publication and its words, and none of the first values', async () => {
    const claim = quoted('blind', { best: '987654', scope: 'sector-kupiansk', note: 'They said 987654.' });
    const { subject } = await inLedger(claim);
    const task = JSON.stringify(await readKeyTask(subject));
    expect(task).toContain('so many');
    for (const value of [
      '987654',
      'sector-kupiansk',
      'killed_or_wounded',
      '2024-09-01',
      '2024-10-01',
      'interval',
      'point',
    ])
      expect(task).not.toContain(value);
  });
});

describe('two keys that differ', () => {
  async function differing(key: string) {
    const claim = quoted(key);
    const { subject, id } = await inLedger(claim);
    await saveSecondKey(who(keyer), subject, keyOf(claim, { best: '1100' }));
    const found = (await listDisagreements()).find((one) => one.subject === subject);
    if (!found) throw new Error('no disagreement');
    return { found, id };
  }

  test('leave the claim as it is until a reviewer decides', async () => {
    const { found, id } = await differing('differs');
    expect(found.differences).toEqual(['best']);
    expect((await getClaim(id, NOW))?.badge).toBe('attributed');
  });

  test('“first” makes the claim Checked, with the reason', async () => {
    const { found, id } = await differing('first-right');
    expect(await decideSecondKey(who(reviewer), found.id, 'first', 'The second misread a digit.')).toMatchObject({
      checked: true,
    });
    const detail = await getClaim(id, NOW);
    expect(detail?.badge).toBe('checked');
    expect(detail?.history.at(-1)?.changeNote).toContain('misread a digit');
  });

  test('“second” drafts a correction, which somebody else must publish', async () => {
    const { found, id } = await differing('second-right');
    const result = await decideSecondKey(who(reviewer), found.id, 'second', 'The page says 1 100.');
    const draft = await readProposal((result.ok && result.draftId) || '');
    expect(draft).toMatchObject({
      kind: 'revision',
      claimId: id,
      cause: 'our_correction',
      content: { draft: { best: '1100' } },
    });
    expect((await getClaim(id, NOW))?.claim.best).toBe('1000');
  });

  test('cannot be decided by the keyer, nor without a reason, nor twice', async () => {
    const { found } = await differing('who-decides');
    const promoted: Editor = { id: who(keyer).id, role: 'reviewer' };
    expect(await decideSecondKey(promoted, found.id, 'first', 'Mine.')).toMatchObject({ ok: false });
    expect(await decideSecondKey(who(reviewer), found.id, 'first', ' ')).toMatchObject({ ok: false });
    await decideSecondKey(who(reviewer), found.id, 'neither', 'The page is gone.');
    expect(await decideSecondKey(who(reviewer), found.id, 'first', 'After all.')).toMatchObject({ ok: false });
  });
});

describe('the work list', () => {
  test('leaves out what is checked, what one has keyed, and one’s own', async () => {
    const fresh = await somebody('editor');
    const { subject } = await inLedger(quoted('work-list'));
    expect((await readWorkList(fresh)).map((item) => item.subject)).toContain(subject);
    await saveSecondKey(fresh, subject, keyOf(quoted('work-list')));
    expect((await readWorkList(fresh)).map((item) => item.subject)).not.toContain(subject);
  });
});
