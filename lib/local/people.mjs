import { onPinnedNode } from './bootstrap.mjs';

/** `npm run people -- add|role|reset|list|deactivate …`: makes sure that there is a database, then runs prisma/people.ts with the same arguments. */

await onPinnedNode();
const { runOverLedger } = await import('./ledger-script.mjs');

await runOverLedger('prisma/people.ts', process.argv.slice(2));
