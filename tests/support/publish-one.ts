/**
 * Publishes one proposal in a process of its own, which a test may kill: `publish-one.ts PROPOSAL VERSION PERSON`. Says what came of it;
 * after trouble with the database it says so and tries again, as a server does at the next request.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { publishProposal } from '@/lib/data/proposal-publishing';

const [, , id = '', version = '1', person = ''] = process.argv;

for (let attempt = 1; attempt <= 100; attempt += 1) {
  try {
    const result = await publishProposal({ id: person, role: 'reviewer' }, id, Number(version));
    process.stdout.write(result.ok ? `published ${result.ledgerNumber}\n` : `refused ${result.reason}\n`);
    process.exit(0);
  } catch {
    process.stdout.write('broken\n');
    await wait(200);
  }
}
process.exit(1);
