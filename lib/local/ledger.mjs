import { onPinnedNode } from './bootstrap.mjs';

/** `npm run ledger -- verify|…`: makes sure that there is a database, then runs prisma/ledger.ts with the same arguments. */

await onPinnedNode();
const { runOverLedger } = await import('./ledger-script.mjs');

await runOverLedger('prisma/ledger.ts', process.argv.slice(2));
