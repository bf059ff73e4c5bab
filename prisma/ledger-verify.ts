/** `npm run ledger -- verify [HEADS]`: walks the chain of events and says where it breaks (T16). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Head, verifyLedger } from '@/lib/data/chain';
import { plural } from '@/lib/formats/text';
import { type LedgerCommand, Refused, say } from './ledger-command';

const number = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,18}$/)]).transform(BigInt);
const headsSchema = z.object({
  heads: z.array(z.object({ ledgerNumber: number, eventId: number, hash: z.string().regex(/^[0-9a-f]{64}$/) })),
});

/** Heads that somebody kept, from a saved `/changes/heads.json`. */
function readHeads(file: string): readonly Head[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Refused(`There is no file ${file} that can be read.`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Said below.
  }
  const parsed = headsSchema.safeParse(content);
  if (!parsed.success) throw new Refused(`${file} holds no heads, as /changes/heads.json gives them.`);
  return parsed.data.heads;
}

export const verify: LedgerCommand = {
  takes: '[HEADS]',
  does: 'walks the chain of events and says where it breaks; HEADS is a saved /changes/heads.json',
  async run([file, ...more]) {
    if (more.length > 0) throw new Refused(`“${more.join(' ')}” is not understood: one file of heads at most.`);
    const kept = file === undefined ? [] : readHeads(file);
    const began = performance.now();
    const { events, publishes, breaks, further, head } = await verifyLedger(kept);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`Walked ${plural(events, 'event')} of ${plural(publishes, 'publish', 'publishes')} in ${seconds} s.`);
    for (const { words } of breaks) say(`- ${words}`);
    if (further > 0) say(`- and ${plural(further, 'further place')}.`);
    if (breaks.length > 0) {
      say(
        `The ledger is not what it was when it was published: ${plural(breaks.length + further, 'place does', 'places do')} not hold.`,
      );
      return 1;
    }
    if (kept.length > 0) say(`${plural(kept.length, 'kept head')}: all still in the chain.`);
    say(
      head === null
        ? 'The ledger is empty.'
        : `The chain is whole. Its head is ${head.hash}, event ${head.eventId} of publish ${head.ledgerNumber}.`,
    );
    return 0;
  },
};
