/**
 * Loads the starter ledger into an empty one, through the same checks and the same write path as any import. Where anything was ever
 * published it loads nothing, and finds once what corroborates what where no program before it has. Run with `tsx --conditions=react-server prisma/seed.ts`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corroborateOnce } from '@/lib/data/corroborate-ledger';
import { closeDatabase } from '@/lib/data/db';
import { findLineageHints } from '@/lib/data/lineage-hints';
import { isLedgerEmpty, publishStarter } from '@/lib/data/starter';
import { groupProblems, problemLine } from '@/lib/formats/file-problems';
import { parseSeriesEventsCsv, parseSourcesCsv } from '@/lib/formats/registry-csv';
import { checkClaimsFile, claimBatchesOf } from './claim-files';

const folder = join(import.meta.dirname, 'starter');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

async function seed(): Promise<void> {
  if (!(await isLedgerEmpty())) {
    console.log('The ledger is not empty: nothing was loaded.');
    const compared = await corroborateOnce();
    if (compared !== null && compared.changed > 0)
      console.log(`Its claims were compared with one another: ${compared.changed} of ${compared.compared} changed.`);
    return;
  }
  const path = join(folder, 'claims.csv');
  const checked = await checkClaimsFile(path);
  for (const group of groupProblems(checked.warnings)) console.warn(`starter/claims.csv, ${problemLine(group)}`);
  if (checked.problems.length > 0)
    throw new Error(
      `starter/claims.csv cannot be loaded:\n${groupProblems(checked.problems).map(problemLine).join('\n')}`,
    );
  const result = await publishStarter({
    sources: parseSourcesCsv(read('sources.csv'), read('definitions.csv')),
    events: parseSeriesEventsCsv(read('events.csv')),
    claims: claimBatchesOf(path, checked),
  });
  if (result.ok) {
    console.log(`Loaded ${result.published} claims of ${result.sources} sources.`);
    await findLineageHints();
  } else if (result.reason === 'not_empty') console.log('The ledger is not empty: nothing was loaded.');
  else
    throw new Error(
      `The starter ledger was refused:\n${result.refusals.map(({ message, ...where }) => `${Object.values(where).join(' ')} ${message}`).join('\n')}`,
    );
}

try {
  await seed();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
