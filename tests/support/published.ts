import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { aProposal, beginProposals, type ProposalToBegin } from './proposals';

const root = resolve(import.meta.dirname, '../..');

/** Publishes one proposal that is in review, as a reviewer would, in a process of its own. */
async function publishOne(databaseUrl: string, id: string, reviewer: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'tests/support/publish-one.ts', id, '1', reviewer],
    { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0 || !said.startsWith('published')) throw new Error(`the proposal was not published:\n${said}`);
}

/** Changes of public claims, begun by one person and published by another, one after the other. */
export async function publishChanges(
  databaseUrl: string,
  people: { readonly author: ProposalToBegin['person']; readonly reviewer: { readonly id: string } },
  changes: readonly Pick<ProposalToBegin, 'revises' | 'claim' | 'cause' | 'note'>[],
): Promise<void> {
  const proposals = changes.map(({ claim, ...change }) => aProposal(people.author, claim, change));
  await beginProposals(databaseUrl, proposals);
  for (const { id } of proposals) await publishOne(databaseUrl, id, people.reviewer.id);
}
