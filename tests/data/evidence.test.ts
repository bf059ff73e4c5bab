/** Captures (T11, E5): bytes that hang on publications, who took them, whether they are still there, and who may have them. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET as citation } from '@/app/(public)/claims/[id]/cite.txt/route';
import { GET as download } from '@/app/(public)/evidence/[sha256]/route';
import { addEvidence, publicationOf, readCapture, readEvidence } from '@/lib/data/captures';
import { readChanges } from '@/lib/data/changes';
import { publishClaims } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW } from '@/lib/data/ledger';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import type { Editor } from '@/lib/data/proposals';
import { publishSources } from '@/lib/data/sources';
import { type EvidenceStorage, localStorage } from '@/lib/evidence/storage';
import { toEventWords } from '@/lib/formats/changes-words';
import { verifyEvidence } from '@/lib/jobs/evidence-verify';
import { ALL_CHANGES } from '@/lib/ledger/changes';
import type { ClaimId } from '@/lib/ledger/claim';
import { somebody } from '../support/desk';
import { aClaim, aSource, openLedger } from '../support/ledger';

openLedger();

let folder = '';
let storage: EvidenceStorage;
let editor: Editor;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  process.env.EVIDENCE_DIR = folder;
  storage = localStorage(folder);
  const sources = [
    aSource({ slug: 'observer' }),
    aSource({ slug: 'closed', bulkWithheld: true, bulkWithheldReason: 'Its terms forbid it.' }),
  ];
  await publishSources(sources, { class: 'new', note: null, role: 'editor', summary: 'Sources.' });
  editor = await somebody('editor', 'Olena Editor');
});
afterAll(() => rm(folder, { recursive: true }));

async function claimWith(key: string, source = 'observer'): Promise<ClaimId> {
  await publishClaims([[aClaim({ key, source })]], { role: 'editor', summary: 'A claim.' });
  const [row] = await rowsOf<{ public_id: ClaimId }>('SELECT public_id FROM claim WHERE key = $1', [key]);
  if (!row) throw new Error('no claim');
  return row.public_id;
}

/** Keeps some text as a page and hangs it on the first publication of a claim. */
async function capture(id: ClaimId, words: string): Promise<string> {
  const taken = await storage.take(
    (async function* () {
      yield Buffer.from(`<!doctype html>${words}`);
    })(),
  );
  await taken.keep();
  const { sha256, size } = taken;
  const publication = await publicationOf(id, 1);
  const bytes = { sha256, size, mime: 'text/html', name: 'page.html' };
  expect(await addEvidence(editor, publication?.id ?? 0, bytes, 'Saved with a browser')).toEqual({ ok: true });
  return sha256;
}

const flagsOf = async (id: ClaimId, known = NOW.known) =>
  (await readClaimsByIds([id], { known, public: null }))[0]?.flags;

describe('a capture', () => {
  test('hangs on its publication with sum, size, type, tool, time and role, and makes the claim captured', async () => {
    const id = await claimWith('captured');
    expect(await flagsOf(id)).toEqual([]);
    const sha256 = await capture(id, 'hello');
    expect(await flagsOf(id)).toEqual(['captured']);
    const [evidence] = await readEvidence(id, NOW);
    expect(evidence?.captures).toMatchObject([
      {
        kind: 'upload',
        bytes: { sha256, size: 20, mime: 'text/html', name: 'page.html' },
        tool: 'Saved with a browser',
        byRole: 'editor',
        byName: null,
        checks: [],
      },
    ]);
    expect((await readEvidence(id, NOW, { names: true }))[0]?.captures[0]?.byName).toBe('Olena Editor');
  });

  test('was not there before it was there', async () => {
    const id = await claimWith('known-on');
    const [before] = await rowsOf<{ at: string }>('SELECT max(recorded_from)::text AS at FROM publish');
    await capture(id, 'later');
    const known = new Date(before?.at ?? '').toISOString() as NonNullable<typeof NOW.known>;
    expect(await flagsOf(id, known)).toEqual([]);
    expect((await readEvidence(id, { known }))[0]?.captures).toEqual([]);
  });

  test('changes no claim: no new version, and no figure moves', async () => {
    const id = await claimWith('unchanged');
    const versions = 'SELECT count(*)::int AS n, max(last_ledger_number) AS last FROM claim_revision, series';
    const before = await rowsOf(versions);
    await capture(id, 'unchanged');
    expect(await rowsOf(versions)).toEqual(before);
  });

  test('stands in the public log without a name', async () => {
    const id = await claimWith('logged');
    const sha256 = await capture(id, 'logged');
    const [entry] = (await readChanges({ ...ALL_CHANGES, kind: ['capture'] })).entries;
    expect(entry).toMatchObject({ byRole: 'editor' });
    const [event] = entry?.events ?? [];
    if (!event) throw new Error('no event');
    expect(event.subject).toBe(id);
    expect(toEventWords(event).lines).toEqual([{ field: 'SHA-256', before: null, after: sha256 }]);
    expect(JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toContain(
      'Olena',
    );
  });

  test('is cited with its day and the beginning of its sum', async () => {
    const id = await claimWith('cited');
    const sha256 = await capture(id, 'cited');
    const answer = await citation(new Request(`http://localhost/claims/${id}/cite.txt`), {
      params: Promise.resolve({ id }),
    });
    expect(await answer.text()).toMatch(new RegExp(`archived \\d+ \\w+ \\d{4}, sha256 ${sha256.slice(0, 12)}`));
  });

  test('is never changed and never deleted', async () => {
    await expect(rowsOf(`UPDATE capture SET sha256 = repeat('0', 64)`)).rejects.toThrow('only ever added');
    await expect(rowsOf('DELETE FROM capture')).rejects.toThrow('only ever added');
  });
});

describe('the download', () => {
  const get = (sha256: string) =>
    download(new Request(`http://localhost/evidence/${sha256}`), { params: Promise.resolve({ sha256 }) });

  test('is a file to save and nothing to look at', async () => {
    const sha256 = await capture(await claimWith('offered'), '<script>alert(1)</script>');
    const answer = await get(sha256);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(answer.headers.get('Content-Disposition')).toBe(
      `attachment; filename="${sha256.slice(0, 12)}.html"; filename*=UTF-8''page.html`,
    );
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'none'");
    expect(await answer.text()).toBe('<!doctype html><script>alert(1)</script>');
  });

  test.each(['0'.repeat(64), 'x', '..%2F..%2Fetc'])('of something else is not found: %s', async (sha256) => {
    expect((await get(sha256)).status).toBe(404);
  });

  test('of bytes that were lost says so', async () => {
    const sha256 = await capture(await claimWith('lost-download'), 'soon lost');
    await rm(join(folder, sha256.slice(0, 2), sha256));
    const answer = await get(sha256);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('no longer there');
  });

  test('is withheld with the reason where the licence of the source forbids it (D17)', async () => {
    const sha256 = await capture(await claimWith('withheld', 'closed'), 'withheld');
    expect(await readCapture(sha256)).toMatchObject({ withheld: 'Its terms forbid it.' });
    const answer = await get(sha256);
    expect(answer.status).toBe(451);
    expect(await answer.text()).toContain('Its terms forbid it.');
  });
});

describe('verifying', () => {
  const root = join(import.meta.dirname, '../..');
  const command = async () => {
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--conditions=react-server', '--import', 'tsx', 'prisma/evidence.ts', 'verify'],
        { cwd: root },
      );
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, said: stdout };
    }
  };
  let whole: ClaimId;
  let tampered: ClaimId;
  let gone: ClaimId;
  const sums = { whole: '', tampered: '', gone: '' };
  beforeAll(async () => {
    whole = await claimWith('verify-whole');
    tampered = await claimWith('verify-tampered');
    gone = await claimWith('verify-gone');
    sums.whole = await capture(whole, 'one');
    sums.tampered = await capture(tampered, 'two');
    sums.gone = await capture(gone, 'three');
    await writeFile(join(folder, sums.tampered.slice(0, 2), sums.tampered), '<!doctype html>twO');
    await rm(join(folder, sums.gone.slice(0, 2), sums.gone));
    await writeFile(join(folder, 'stray.pdf'), '%PDF-1.7');
  });

  test('names what is altered, missing and unknown, and ends with 1', async () => {
    const { code, said } = await command();
    expect(code).toBe(1);
    expect(said).toContain(`Altered: ${sums.tampered}  page.html  (claim ${tampered})`);
    expect(said).toContain(`Missing: ${sums.gone}  page.html  (claim ${gone})`);
    expect(said).toContain('Unknown: stray.pdf');
    expect(said).not.toContain(sums.whole);
  });

  test('drops the flag of a claim whose bytes are lost, and keeps that of the others', async () => {
    expect(await flagsOf(whole)).toEqual(['captured']);
    expect(await flagsOf(tampered)).toEqual([]);
    expect(await flagsOf(gone)).toEqual([]);
    const [evidence] = await readEvidence(tampered, NOW);
    expect(evidence?.captures[0]?.checks).toMatchObject([{ outcome: 'altered', tool: 'npm run evidence -- verify' }]);
  });

  test('gives the flag back when the bytes are back', async () => {
    await writeFile(join(folder, sums.tampered.slice(0, 2), sums.tampered), '<!doctype html>two');
    await verifyEvidence(storage, 'again');
    expect(await flagsOf(tampered)).toEqual(['captured']);
  });
});
