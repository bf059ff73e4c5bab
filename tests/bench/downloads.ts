/**
 * All claims as one archive: what arrives a second over HTTP, and what memory its making takes, measured in a process of its own that does
 * nothing else.
 */
import { spawn } from 'node:child_process';
import { readAllClaims } from '@/lib/data/all-claims';
import { closeDatabase } from '@/lib/data/db';
import { archiveStream, fingerprinted } from '@/lib/formats/archive';
import { toFiledClaimsLines } from '@/lib/formats/claims-csv';
import { unzip } from '@/tests/support/unzip';
import { atLeast, atMost, type Row, told } from './report';

type Made = {
  readonly claims: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
};

/** Makes the archive and throws it away. */
async function make(): Promise<Made> {
  const all = await readAllClaims({ known: null, public: null });
  if (all === null) throw new Error('the ledger is empty');
  const { knownOn, pieces } = all;
  let [claims, bytes, peak] = [0, 0, 0];
  async function* lines() {
    for await (const piece of pieces()) {
      claims += piece.length;
      peak = Math.max(peak, process.memoryUsage().rss);
      yield toFiledClaimsLines(piece, knownOn);
    }
  }
  const began = performance.now();
  const content = () =>
    fingerprinted(lines(), (print) => {
      bytes = print.bytes;
    });
  for await (const _piece of archiveStream([{ name: 'claims.csv', content }]));
  return { claims, bytes, seconds: (performance.now() - began) / 1000, peakMegabytes: peak / 1e6 };
}

/** The same in a process of its own. */
async function makeApart(databaseUrl: string): Promise<Made> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', import.meta.filename, 'make'],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error('The archive was not made.');
  return JSON.parse(said) as Made;
}

/** How fast all claims are downloaded, in megabytes of claims a second, and in how much memory. */
export async function measureDownloads(base: string, databaseUrl: string): Promise<Row[]> {
  const made = await makeApart(databaseUrl);
  const began = performance.now();
  const archive = new Uint8Array(await (await fetch(`${base}/claims.zip`)).arrayBuffer());
  const seconds = (performance.now() - began) / 1000;
  const claims = (await unzip(archive)).get('claims.csv');
  return [
    atLeast(
      '`/claims.zip`: claims a second, as they are before they are packed',
      (claims?.byteLength ?? 0) / 1e6 / seconds,
      20,
      {
        unit: 'MB/s',
        digits: 1,
      },
    ),
    told('the same, packed', archive.byteLength / 1e6, { unit: 'MB' }),
    told('the same without a server', made.bytes / 1e6 / made.seconds, { unit: 'MB/s', digits: 1 }),
    atMost('memory at most while it is made', made.peakMegabytes, 300, { unit: 'MB' }),
  ];
}

if (process.argv[1] === import.meta.filename && process.argv[2] === 'make') {
  process.stdout.write(JSON.stringify(await make()));
  await closeDatabase();
}
