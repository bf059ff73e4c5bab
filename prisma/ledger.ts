/**
 * The ledger as a whole, from the command line:
 *
 *   npm run ledger -- verify [HEADS]
 *   npm run ledger -- circularity
 *   npm run ledger -- corroborate
 *
 * Each command stands in a file of its own beside this one and in the table below.
 */
import { closeDatabase } from '@/lib/data/db';
import { circularity } from './ledger-circularity';
import { type LedgerCommand, Refused } from './ledger-command';
import { corroborate } from './ledger-corroborate';
import { verify } from './ledger-verify';

const COMMANDS: Readonly<Record<string, LedgerCommand>> = { verify, circularity, corroborate };

const USAGE = `Write one of:\n${Object.entries(COMMANDS)
  .map(([name, { takes, does }]) => `  npm run ledger -- ${[name, takes].join(' ').trim().padEnd(32)} ${does}`)
  .join('\n')}`;

try {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined) throw new Refused(USAGE);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new Refused(`“${name}” is not known.\n${USAGE}`);
  if (command.takes === '' && args.length > 0) throw new Refused(`“${args.join(' ')}” is not understood.\n${USAGE}`);
  process.exitCode = await command.run(args);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
