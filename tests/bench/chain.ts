/** Walking the chain (T16): events alone, and a ledger of a million claims with every row that its publishes wrote. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { z } from 'zod';
import { cloneDatabase } from '@/lib/local/templates.mjs';
import { atLeast, type Row, told } from './report';

const EVENTS = 200_000;

const walkSchema = z.object({
  events: z.number(),
  publishes: z.number(),
  breaks: z.literal(0),
  seconds: z.number(),
  grownMegabytes: z.number(),
});

async function walk(url: string, ...args: readonly string[]): Promise<z.infer<typeof walkSchema>> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', resolve(import.meta.dirname, 'chain-walk.ts'), ...args],
    { env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error('The chain could not be walked.');
  return walkSchema.parse(JSON.parse(said));
}

/** `large` is the ledger of a million claims; the events alone stand in one of their own. */
export async function measureChain(large: string): Promise<Row[]> {
  const own = await cloneDatabase(large);
  try {
    const { events, publishes, seconds, grownMegabytes } = await walk(own.url, String(EVENTS));
    const whole = await walk(large);
    return [
      atLeast(`events a second, ${EVENTS / 1000} 000 in ${publishes} publishes`, events / seconds, 50_000, {
        unit: 'events/s',
      }),
      told('memory that it took', grownMegabytes, { unit: 'MB' }),
      told('a ledger of 1 000 000 claims, every row of it', whole.seconds, { unit: 's' }),
      told('memory that it took', whole.grownMegabytes, { unit: 'MB' }),
    ];
  } finally {
    await own.drop();
  }
}
