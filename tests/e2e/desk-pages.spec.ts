import { expect, test } from '@playwright/test';
import { type Action, permit } from '@/lib/ledger/permissions';
import { codesOf, PERSON_ROLES, type PersonRole } from '@/lib/ledger/vocabulary';
import { createPerson, sessionCookie, type TestPerson } from '@/tests/support/people';
import { aProposal, beginProposals } from '@/tests/support/proposals';
import { sharedServer } from '@/tests/support/server';

const server = sharedServer();
let people: Map<PersonRole, TestPerson>;
let author: TestPerson;

/** A claim of the starter ledger’s oldest source, said once more. */
const CLAIM = {
  key: 'pages-of-the-desk',
  source: 'uk-di',
  side: 'ru',
  metric: 'killed_or_wounded',
  periodKind: 'daily_rate',
  periodStart: '2026-09-01',
  periodEnd: '2026-10-01',
  valueKind: 'point',
  best: '1000',
  publications: [{ publisher: 'UK Ministry of Defence', url: 'https://example.org/pages', publishedOn: '2026-10-02' }],
} as const;
const draft = { id: '' };
const inReview = { id: '' };

// What is counted before and after is not added to meanwhile.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  author = await createPerson(server.databaseUrl, { role: 'contributor', name: 'Somebody else' });
  const roles = codesOf(PERSON_ROLES);
  people = new Map(
    await Promise.all(
      roles.map(
        async (role): Promise<[PersonRole, TestPerson]> => [role, await createPerson(server.databaseUrl, { role })],
      ),
    ),
  );
  const proposals = [
    aProposal(author, { ...CLAIM, publications: [...CLAIM.publications] }, { isSent: false }),
    aProposal(author, { ...CLAIM, key: 'pages-of-the-desk-2', publications: [...CLAIM.publications] }),
  ];
  await beginProposals(server.databaseUrl, proposals);
  draft.id = proposals[0]?.id ?? '';
  inReview.id = proposals[1]?.id ?? '';
});
/** Every page of the desk, and what one must be allowed to do to see it; null: to have signed in. */
const PAGES: readonly { readonly path: () => string; readonly action: Action | null }[] = [
  { path: () => '/editor', action: 'draft.begin' },
  { path: () => '/editor/claims', action: 'draft.begin' },
  { path: () => '/editor/claims/new', action: 'draft.begin' },
  { path: () => `/editor/drafts/${draft.id}`, action: 'draft.read' },
  { path: () => '/editor/queue', action: 'queue.read' },
  { path: () => `/editor/queue/${inReview.id}`, action: 'draft.read' },
  { path: () => '/editor/lineage', action: 'queue.read' },
  { path: () => '/editor/second-key', action: 'queue.read' },
  { path: () => '/editor/import', action: 'import.stage' },
  { path: () => '/editor/sources', action: 'source.propose' },
  { path: () => '/editor/sources/new', action: 'source.propose' },
  { path: () => '/editor/sources/uk-di', action: 'source.propose' },
  { path: () => '/editor/evidence', action: 'evidence.add' },
  { path: () => '/editor/notes', action: 'note.publish' },
  { path: () => '/editor/permalinks', action: 'permalink.note' },
  { path: () => '/editor/people', action: 'people.manage' },
  { path: () => '/editor/account', action: null },
];

test('every page of the desk × every role: shown, or led away without a word of it', async ({ request }) => {
  for (const { path, action } of PAGES)
    for (const [role, person] of people) {
      const cookie = await sessionCookie(person);
      const answer = await request.get(`${server.baseURL}${path()}`, {
        headers: { Cookie: `${cookie.name}=${cookie.value}` },
        maxRedirects: 0,
      });
      const allowed = action === null || permit(person, action, { by: [author.id] }).ok;
      const where = `${path()} as ${role}`;
      expect(answer.status(), where).toBe(allowed ? 200 : 307);
      if (!allowed) expect(answer.headers().location, where).toContain('/editor/not-allowed');
    }
});

test('whoever has not signed in is led to do so, from every page', async ({ request }) => {
  for (const { path } of PAGES) {
    const answer = await request.get(`${server.baseURL}${path()}`, { maxRedirects: 0 });
    expect(answer.status(), path()).toBe(307);
    expect(answer.headers().location, path()).toContain('/sign-in');
  }
});

test('opening a page changes nothing: the ledger and the desk are as before', async ({ request }) => {
  const cookie = await sessionCookie(people.get('administrator') ?? author);
  const headers = { Cookie: `${cookie.name}=${cookie.value}` };
  const read = async () => (await request.get(`${server.baseURL}/editor/queue`, { headers })).text();
  const countOf = (html: string) => html.split('/editor/queue/').length;
  const before = countOf(await read());
  const health = async () => (await (await request.get(`${server.baseURL}/health`)).json()).ledgerNumber;
  const number = await health();
  for (const { path } of PAGES) await request.get(`${server.baseURL}${path()}`, { headers });
  expect([countOf(await read()), await health()]).toEqual([before, number]);
});
