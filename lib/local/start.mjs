import { onPinnedNode } from './bootstrap.mjs';

/** `npm start` and `npm run dev`: from a bare machine to a served ledger. */

await onPinnedNode();
const { live } = await import('./lifetime.mjs');
const { ensureBuild, ensureClient } = await import('./build.mjs');
const { evidenceFolder, migrate, openDatabase, seed } = await import('./database.mjs');
const { requirePort, startServer } = await import('./server.mjs');
const { during, say, Trouble } = await import('./say.mjs');

const dev = process.argv.includes('--dev');
let serving = false;

/** What the server writes goes on as it is, but for the link that makes the first administrator: that is for the person at the terminal. */
function pass(text) {
  for (const line of text.split(/(?<=\n)/)) {
    const link = /"event":"set-up","link":"([^"]+)"/.exec(line)?.[1];
    if (link === undefined) process.stdout.write(line);
    else say(`\nNobody can sign in to the desk yet. This link makes the first administrator, once:\n  ${link}\n`);
  }
}

await live(
  async () => {
    const port = await requirePort(dev ? 'run dev' : 'start');
    const url = await openDatabase();
    await migrate(url);
    await ensureClient();
    await seed(url);
    const folder = dev ? undefined : await ensureBuild();
    const server = await during('Starting the server', () =>
      startServer({ port, url, folder, dev, listen: pass, env: { EVIDENCE_DIR: evidenceFolder() } }),
    );
    serving = true;
    say(
      `Attrition Ledger is at http://${process.env.AL_HOST && process.env.AL_HOST !== '0.0.0.0' ? process.env.AL_HOST : 'localhost'}:${port}  (Ctrl-C stops it)`,
    );
    const { code } = await server.exited;
    throw new Trouble(`The server ended by itself (${code ?? 'killed'}).`);
  },
  // Being asked to stop is how a server ends well.
  { onSignal: (code) => (serving ? 0 : code) },
);
