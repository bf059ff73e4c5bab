import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { ClaimInput } from '@/lib/ledger/claim';
import type { ChangeCause, PersonRole } from '@/lib/ledger/vocabulary';

const root = resolve(import.meta.dirname, '../..');

/** A proposal that a test wants to find at the desk. */
export type ProposalToBegin = {
  readonly id: string;
  readonly person: { readonly id: string; readonly role: PersonRole };
  readonly title: string;
  /** What it says; of a revision only what differs from the public claim. */
  readonly claim: Partial<ClaimInput>;
  /** Public id of the claim that it changes; null for a new one. */
  readonly revises: string | null;
  readonly cause: ChangeCause | null;
  readonly note: string | null;
  readonly isSent: boolean;
};

/** A new claim, sent to review unless the test says otherwise. */
export function aProposal(
  person: ProposalToBegin['person'],
  claim: Partial<ClaimInput>,
  given: Partial<Omit<ProposalToBegin, 'person' | 'claim'>> = {},
): ProposalToBegin {
  return {
    id: randomUUID(),
    person: { id: person.id, role: person.role },
    title: 'A proposal',
    claim,
    revises: null,
    cause: null,
    note: null,
    isSent: true,
    ...given,
  };
}

/** Begins them in a ledger. */
export async function beginProposals(databaseUrl: string, proposals: readonly ProposalToBegin[]): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'tests/support/begin-proposals.ts'],
    { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin.end(JSON.stringify(proposals));
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`the proposals were not begun:\n${said}`);
}
