/**
 * `npm run evidence -- verify`: reads every capture again and names what is missing, altered, or not the ledger's. Ends with 1 when anything is.
 */
import { closeDatabase } from '@/lib/data/db';
import { readEnvironment } from '@/lib/env';
import { localStorage } from '@/lib/evidence/storage';
import { verifyEvidence } from '@/lib/jobs/evidence-verify';

const USAGE = 'npm run evidence -- verify';

const say = (words: string) => process.stdout.write(`${words}\n`);
const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;

async function verify(): Promise<void> {
  const folder = readEnvironment().EVIDENCE_DIR;
  const { captures, lost, unknown } = await verifyEvidence(localStorage(folder), 'npm run evidence -- verify');
  for (const { sha256, outcome, name, claim } of lost)
    say(`${outcome === 'missing' ? 'Missing' : 'Altered'}: ${sha256}  ${name}  (claim ${claim})`);
  for (const name of unknown) say(`Unknown: ${name}  (in ${folder}, and no capture names it)`);
  const whole = captures - lost.length;
  say(
    lost.length + unknown.length === 0
      ? `${count(captures, 'capture')}, all as they were taken in.`
      : `${count(captures, 'capture')}: ${whole} as taken in, ${lost.length} lost; ${count(unknown.length, 'unknown file')}.`,
  );
  if (lost.length + unknown.length > 0) process.exitCode = 1;
}

try {
  const [command, ...more] = process.argv.slice(2);
  if (command === 'verify' && more.length === 0) await verify();
  else {
    process.stderr.write(
      `${command === undefined ? '' : `“${[command, ...more].join(' ')}” is not understood.\n`}${USAGE}\n`,
    );
    process.exitCode = 1;
  }
} finally {
  await closeDatabase();
}
