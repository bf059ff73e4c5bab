/** Walks the chain of the ledger of DATABASE_URL, in a process of its own: seconds and memory as JSON. With a number, writes so many events first. */
import { verifyLedger } from '@/lib/data/chain';
import { closeDatabase, rowsOf } from '@/lib/data/db';
import { publish } from '@/lib/data/ledger';
import { Publishing } from '@/lib/data/publishing';

/** Events of one publish, as a correction that moves many figures writes them. */
const OF_ONE_PUBLISH = 500;

async function write(events: number): Promise<void> {
  for (let written = 0; written < events; written += OF_ONE_PUBLISH)
    await publish({ kind: 'claim', summary: `Events from ${written} on.`, role: 'editor' }, async (client, opened) => {
      const held = await Publishing.open(client, opened, 'editor');
      for (let at = written; at < written + OF_ONE_PUBLISH; at += 1)
        held.record({
          verb: 'figure.moved',
          subject: `bench-${at % 60}.killed_or_wounded.ru:${2022 + (at % 4)}-${String((at % 12) + 1).padStart(2, '0')}`,
          before: { low: at, best: at + 10, high: at + 20, flags: ['A'] },
          after: { low: at + 1, best: at + 11, high: at + 21, flags: ['A'] },
          changeClass: 'correction',
          changeCause: 'our_correction',
          reason: 'Misread in the table of the source.',
        });
      await held.close();
      return { keep: true, result: null };
    });
}

const asked = Number(process.argv[2] ?? 0);
if (asked > 0) {
  await write(asked);
  await rowsOf('ANALYZE ledger_event');
}
const early = process.memoryUsage.rss();
const began = performance.now();
const { events, publishes, breaks } = await verifyLedger();
const seconds = (performance.now() - began) / 1000;
process.stdout.write(
  JSON.stringify({
    events,
    publishes,
    breaks: breaks.length,
    seconds,
    grownMegabytes: (process.memoryUsage.rss() - early) / 1e6,
  }),
);
await closeDatabase();
