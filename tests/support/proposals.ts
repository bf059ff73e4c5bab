import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
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

/** What the desk process does: proposals begun, or one that is in review published as a reviewer would. */
export type DeskJob =
  | { readonly work: 'begin'; readonly proposals: readonly ProposalToBegin[] }
  | { readonly work: 'publish'; readonly id: string; readonly reviewer: string };

type DeskProcess = { readonly child: ChildProcess; readonly answers: AsyncIterator<string>; said: string };

/** One for each ledger, started when it is first needed: starting one takes longer than most of what it does. */
const running = new Map<string, DeskProcess>();

function deskOf(databaseUrl: string): DeskProcess {
  const held = running.get(databaseUrl);
  if (held !== undefined) return held;
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'tests/support/desk-process.ts'],
    { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const desk: DeskProcess = { child, answers, said: '' };
  child.stderr.on('data', (chunk) => {
    desk.said += chunk;
  });
  running.set(databaseUrl, desk);
  return desk;
}

/** Has one job done in a ledger; throws with the reason where it could not be. */
export async function workAtDesk(databaseUrl: string, job: DeskJob): Promise<void> {
  const desk = deskOf(databaseUrl);
  desk.child.stdin?.write(`${JSON.stringify(job)}\n`);
  const { value, done } = await desk.answers.next();
  const trouble: string | null = done ? `the process ended:\n${desk.said}` : JSON.parse(value).trouble;
  if (trouble !== null) throw new Error(`nothing came of “${job.work}” at the desk: ${trouble}`);
}

/** Ends the process of a ledger that is no longer needed. */
export async function leaveDesk(databaseUrl: string): Promise<void> {
  const desk = running.get(databaseUrl);
  if (desk === undefined) return;
  running.delete(databaseUrl);
  desk.child.stdin?.end();
  if (desk.child.exitCode === null) await new Promise((gone) => desk.child.once('exit', gone));
}

/** Begins proposals in a ledger. */
export function beginProposals(databaseUrl: string, proposals: readonly ProposalToBegin[]): Promise<void> {
  return workAtDesk(databaseUrl, { work: 'begin', proposals });
}
