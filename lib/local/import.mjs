import { onPinnedNode } from './bootstrap.mjs';

/** `npm run import -- FILE [--commit] …`: makes sure that there is a database, then runs prisma/import.ts with the same arguments. */

await onPinnedNode();
const { isAbsolute, resolve } = await import('node:path');
const { runOverLedger } = await import('./ledger-script.mjs');

/** npm starts us in the checkout; a file is meant from where the person stands. */
const from = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2);
const file = given.findIndex((word) => !word.startsWith('-'));
const args = given.map((word, index) => (index === file && !isAbsolute(word) ? resolve(from, word) : word));

await runOverLedger('prisma/import.ts', args);
