import { onPinnedNode } from './bootstrap.mjs';

/** `npm run evidence -- verify`: makes sure that there is a database, then runs prisma/evidence.ts over its folder of captures. */

await onPinnedNode();
const { runOverLedger } = await import('./ledger-script.mjs');

await runOverLedger('prisma/evidence.ts', process.argv.slice(2));
