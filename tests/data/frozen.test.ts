import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freezeView } from '@/app/(public)/p/freeze';
import { explain, readChangesBetween, readChangesSince, readFrozen } from '@/app/(public)/p/read-frozen';
import { readCatalogue } from '@/lib/data/catalogue';
import { getClaim } from '@/lib/data/claim-detail';
import { publishClaims, saveRevision } from '@/lib/data/claims';
import { readComparison } from '@/lib/data/comparison';
import { closeDatabase, rowsOf } from '@/lib/data/db';
import { NOW, publishAt } from '@/lib/data/ledger';
import { FROZEN_FILES, keepPermalinkFile, readPermalinkFile } from '@/lib/data/permalinks';
import { publishSources } from '@/lib/data/sources';
import { bannerWords } from '@/lib/formats/difference-words';
import { toFiguresJson } from '@/lib/formats/figures-json';
import { toPng } from '@/lib/formats/picture-png';
import { type Claim, claimSchema } from '@/lib/ledger/claim';
import type { ResolvedView } from '@/lib/ledger/comparison';
import { parseInstant, parseMonth } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW, type View } from '@/lib/ledger/view';
import { METHOD_VERSION, metricOf } from '@/lib/ledger/vocabulary';
import { dumpDatabase, restoreDatabase } from '@/lib/local/db-dump.mjs';
import { freshDatabase, type TestDatabase } from '../support/database';

/** What a reader cites is what the next reader sees, whatever happens to the ledger, the method or the database (R1, R2, A14). */

const VIEWS = 20;
const CHANGES = 60;

/** The same numbers from the same seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
const random = randomFrom(20260303);
const pick = <T>(list: readonly T[]): T => {
  const one = list[random(list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

let database: TestDatabase;
let restored: TestDatabase | undefined;
const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
const ids: string[] = [];
/** `{id}.{ending}` → SHA-256 of its bytes as they were frozen. */
const frozenBytes = new Map<string, string>();

const sha256 = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

/** Views of every kind: one series and many, months, days and totals, thresholds, days of publication. */
async function someView(): Promise<View> {
  const { series } = await readCatalogue(NOW);
  const side = pick(['ru', 'ua'] as const);
  const own = series.filter(({ key }) => key.side === side && metricOf(key.metric).monthly).map(({ id }) => id);
  const chosen = new Set<SeriesId>();
  for (let count = 1 + random(4); count > 0; count -= 1) chosen.add(pick(own));
  const month = (year: number) => parseMonth(`${year}-${String(1 + random(12)).padStart(2, '0')}`);
  return {
    ...DEFAULT_VIEW,
    side,
    series: random(5) === 0 ? null : [...chosen],
    from: random(4) === 0 ? null : month(2022 + random(2)),
    to: random(4) === 0 ? null : month(2024 + random(2)),
    measure: pick(['month', 'month', 'day', 'total'] as const),
    status: pick(['attributed', 'attributed', 'checked'] as const),
  };
}

async function claimOf(id: string) {
  const latest = (await getClaim(id, NOW))?.history.at(-1);
  if (!latest) throw new Error(`no claim ${id}`);
  return { claim: latest.claim, revision: latest.revision };
}

/** The claim with its numbers moved. */
function moved(claim: Claim, given: Partial<Claim> = {}): Claim {
  const step = 1 + random(900);
  const by = (amount: string | null) => (amount === null ? null : String(Math.round(Number(amount)) + step));
  return claimSchema.parse({ ...claim, low: by(claim.low), best: by(claim.best), high: by(claim.high), ...given });
}

/** Claims that were withdrawn and can come back. */
const withdrawn: string[] = [];

/** Adds, corrects, withdraws, brings back, keys a second time, or rewrites the entry of a source. */
async function somethingHappens(claimIds: readonly string[], at: number): Promise<string> {
  const id = pick(claimIds);
  const { claim, revision } = await claimOf(id);
  const correction = {
    class: 'correction',
    cause: 'our_correction',
    note: `Misread ${at}.`,
    role: 'reviewer',
  } as const;
  switch (random(7)) {
    case 0: {
      const successor = moved(claim, { key: `later-${at}`, updates: claim.key, corrects: null, lineageDecided: false });
      const result = await publishClaims([[successor]], { role: 'reviewer', summary: 'A later number.' });
      return result.ok ? 'added' : 'refused';
    }
    case 1:
    case 2: {
      const result = await saveRevision(id, revision, moved(claim), correction);
      return result.ok ? 'corrected' : 'refused';
    }
    case 3: {
      const gone = { ...claim, standing: 'withdrawn', standingReason: 'The source took it back.' } as const;
      const result = await saveRevision(id, revision, gone, correction);
      if (result.ok) withdrawn.push(id);
      return result.ok ? 'withdrawn' : 'refused';
    }
    case 4: {
      const result = await saveRevision(id, revision, claim, {
        class: 'update',
        note: 'A second key agrees.',
        role: 'editor',
        checked: true,
      });
      return result.ok ? 'checked' : 'refused';
    }
    case 5: {
      const back = withdrawn.pop();
      if (back === undefined) return 'refused';
      const before = await claimOf(back);
      const again = { ...before.claim, standing: 'current', standingReason: null } as const;
      const result = await saveRevision(back, before.revision, again, correction);
      return result.ok ? 'published again' : 'refused';
    }
    default: {
      const source = (await getClaim(id, NOW))?.sourceEntry;
      if (!source) return 'refused';
      await publishSources([{ ...source, about: `Described anew, ${at}.` }], {
        class: 'update',
        note: 'Its entry was out of date.',
        role: 'reviewer',
        summary: 'A source is described anew.',
      });
      return 'described';
    }
  }
}

type Cell = { readonly value: string; readonly badge: string; readonly claims: readonly string[] };
type Part = { series: string; claims: { id: string }[]; badge: string; flags?: string[] } & Record<string, unknown>;

/** Every statement of a document by its place, read by nothing but `JSON.parse`. Two totals can be of one day. */
function statementsOf(json: string): Map<string, Cell[]> {
  const document = JSON.parse(json);
  const statements = new Map<string, Cell[]>();
  const add = (key: string, cell: Cell) => statements.set(key, [...(statements.get(key) ?? []), cell]);
  const said = ({ low, best, high, valueKind, flags = [], badge, claims }: Part): Cell => ({
    value: JSON.stringify([low, best, high, valueKind, flags]),
    badge,
    claims: claims.map(({ id }) => id),
  });
  for (const figure of document.figures as Part[]) add(`${figure.series} ${figure.month}`, said(figure));
  for (const gap of document.gaps as Part[])
    add(`${gap.series} ${gap.month}`, { value: String(gap.reason), badge: '', claims: [] });
  for (const span of document.spans as Part[]) add(`${span.series} ${span.from}/${span.to}`, said(span));
  for (const total of document.totals as Part[]) add(`${total.series} ${total.asOf}`, said(total));
  return statements;
}

/** What differs, by brute force: `series place: value` or `series place: badge`. */
function bruteForce(before: string, after: string): string[] {
  const [was, is] = [statementsOf(before), statementsOf(after)];
  const compared = (key: string, old: Cell | undefined, now: Cell | undefined) => {
    if (old?.value !== now?.value) return [`${key}: value`];
    return old?.badge === now?.badge ? [] : [`${key}: badge`];
  };
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((key) => {
      const [old, now] = [was.get(key) ?? [], is.get(key) ?? []];
      if (old.length <= 1 && now.length <= 1) return compared(key, old[0], now[0]);
      // Of one day: first those that the same claim makes, then what is left, in order.
      const ofClaim = (list: readonly Cell[], id: string | undefined) =>
        list.find(({ claims }) => id !== undefined && claims.includes(id));
      const same = old.flatMap((cell) => {
        const other = ofClaim(now, cell.claims[0]);
        return other === undefined ? [] : [[cell, other] as const];
      });
      const oldLeft = old.filter((cell) => !same.some(([one]) => one === cell));
      const nowLeft = now.filter((cell) => !same.some(([, other]) => other === cell));
      const rest = Array.from({ length: Math.max(oldLeft.length, nowLeft.length) }, (_, at) =>
        compared(key, oldLeft[at], nowLeft[at]),
      );
      return [...same.flatMap(([one, other]) => compared(key, one, other)), ...rest.flat()];
    })
    .sort();
}

async function storedJson(id: string): Promise<string> {
  return Buffer.from((await readPermalinkFile(id, 'json'))?.bytes ?? []).toString();
}

/** What the banner of a permalink lists, in the same form. */
async function listed(id: string, read = { readFrozen, readChangesSince }): Promise<string[]> {
  const frozen = await read.readFrozen(id);
  if (frozen === null) throw new Error(`nothing is frozen at ${id}`);
  const { differences } = await read.readChangesSince(frozen);
  return differences
    .map(({ place, what }) => {
      const at =
        place.kind === 'month' ? place.month : place.kind === 'span' ? `${place.from}/${place.to}` : place.asOf;
      return `${place.series} ${at}: ${what}`;
    })
    .sort();
}

async function expected(id: string): Promise<string[]> {
  const json = await storedJson(id);
  const view = JSON.parse(json).view as ResolvedView;
  const now = await readComparison({ ...view, known: null }, { lean: true });
  if (now === null) throw new Error('the ledger is empty');
  return bruteForce(json, toFiguresJson(now.table, view));
}

beforeAll(async () => {
  database = await freshDatabase({ starter: true });
  process.env.DATABASE_URL = database.url;
  while (ids.length < VIEWS) {
    const frozen = await freezeView(await someView());
    if (frozen.ok && frozen.isNew) ids.push(frozen.id);
  }
  for (const id of ids.slice(0, 2)) {
    const svg = await readPermalinkFile(id, 'svg');
    await keepPermalinkFile(id, 'png', toPng(Buffer.from(svg?.bytes ?? []).toString(), 1));
  }
  const rows = await rowsOf<{ name: string; bytes: Buffer }>(
    `SELECT permalink_id || '.' || ending AS name, bytes FROM permalink_file`,
  );
  for (const { name, bytes } of rows) frozenBytes.set(name, sha256(bytes));
});

afterAll(async () => {
  await closeDatabase();
  await database.drop();
  await restored?.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('freezing', () => {
  test('the same view of the same ledger is one address, from whichever tab and at whichever hour', async () => {
    const view: View = { ...DEFAULT_VIEW, from: parseMonth('2024-01'), to: parseMonth('2024-06') };
    const first = await freezeView(view);
    const again = await freezeView({ ...view, tab: 'table', known: parseInstant('2126-01-01T00:00:00Z') });
    if (!first.ok || !again.ok) throw new Error('not frozen');
    expect(again.id).toBe(first.id);
    expect(again.isNew).toBe(false);
  });

  test('more series than a page can show are refused, in words', async () => {
    const { series } = await readCatalogue(NOW);
    const many = series.filter(({ key }) => key.side === 'ru' && metricOf(key.metric).monthly).map(({ id }) => id);
    const frozen = await freezeView({ ...DEFAULT_VIEW, series: many.slice(0, 13) });
    expect(frozen).toMatchObject({ ok: false, message: expect.stringContaining('at most 12 series') });
  });

  test('a series that nobody holds is refused, and so is a time before the first record', async () => {
    const unknown = 'nobody-knows.killed.ru' as SeriesId;
    expect(await freezeView({ ...DEFAULT_VIEW, series: [unknown] })).toMatchObject({ ok: false });
    expect(await freezeView({ ...DEFAULT_VIEW, known: parseInstant('2020-01-01T00:00:00Z') })).toMatchObject({
      ok: false,
    });
  });

  test('nothing has changed since, right after', async () => {
    for (const id of ids) expect(await listed(id), id).toEqual([]);
    expect(bannerWords([])).toBe('No figure on this page has changed since.');
  });
});

describe('after the ledger went on', () => {
  const done: string[] = [];

  beforeAll(async () => {
    const claimIds = new Set<string>();
    for (const id of ids) {
      const document = JSON.parse(await storedJson(id));
      for (const part of [...document.figures, ...document.spans, ...document.totals] as Part[])
        for (const { id: claimId } of part.claims) claimIds.add(claimId);
    }
    // Few enough that things happen to one claim again and again.
    const all = [...claimIds].sort();
    const list = Array.from({ length: 20 }, () => pick(all));
    for (let at = 0; at < CHANGES; at += 1) done.push(await somethingHappens(list, at));
  });

  test('everything that can happen to a claim has happened', () => {
    expect([...new Set(done)]).toEqual(
      expect.arrayContaining(['added', 'corrected', 'withdrawn', 'published again', 'checked', 'described']),
    );
  });

  test('every stored file has the bytes that were frozen', async () => {
    for (const [name, hash] of frozenBytes) {
      const [id = '', ending] = name.split('.');
      const file = await readPermalinkFile(id, ending as 'json');
      expect(sha256(file?.bytes), name).toBe(hash);
      expect(file?.sha256, name).toBe(hash);
    }
  });

  test('every banner lists exactly what differs', async () => {
    let changed = 0;
    for (const id of ids) {
      const brute = await expected(id);
      expect(await listed(id), id).toEqual(brute);
      changed += brute.length;
    }
    expect(changed).toBeGreaterThan(20);
  });

  test('each change has a reason, and a changed claim is it', async () => {
    for (const id of ids) {
      const frozen = await readFrozen(id);
      if (frozen === null) throw new Error(`nothing is frozen at ${id}`);
      const changes = await readChangesSince(frozen);
      for (const line of await explain(changes)) {
        expect(line.reasons.length, `${id} ${line.key}`).toBeGreaterThan(0);
        expect(line.before, `${id} ${line.key}`).not.toBe('');
        for (const { publish } of line.reasons)
          if (publish !== null) expect(publish.ledgerNumber).toBeGreaterThan(frozen.permalink.ledgerNumber);
      }
    }
  });

  test('between two instants, the list is that of the two documents', async () => {
    const [first, last] = [await publishAt(null), ids[0]];
    const frozen = await readFrozen(last ?? '');
    if (first === null || frozen === null) throw new Error('nothing there');
    const { view, permalink } = frozen;
    const changes = await readChangesBetween({ ...view, known: null }, { since: permalink.knownOn, until: null });
    if ('problem' in changes) throw new Error(changes.problem);
    expect(changes.differences).toEqual((await readChangesSince(frozen)).differences);
    const backwards = await readChangesBetween(view, { since: permalink.knownOn, until: permalink.knownOn });
    expect(backwards).toMatchObject({ differences: [] });
  });

  test('before the first record everything is new', async () => {
    const since = parseInstant('2020-01-01T00:00:00Z');
    if (since === null) throw new Error('no instant');
    const view: View = { ...DEFAULT_VIEW, from: parseMonth('2024-01'), to: parseMonth('2024-03') };
    const changes = await readChangesBetween(view, { since, until: null });
    if ('problem' in changes) throw new Error(changes.problem);
    expect(changes.isBeforeFirst).toBe(true);
    expect(changes.differences.length).toBeGreaterThan(0);
    expect(changes.differences.every(({ after }) => after !== null)).toBe(true);
    expect(await readChangesBetween(view, { since, until: since })).toEqual({ problem: 'nothing_until' });
  });

  test('dumped, restored, and under another method version: the same bytes, and every banner exact', async () => {
    const brute = new Map<string, string[]>();
    for (const id of ids) brute.set(id, await expected(id));
    const file = join(folder, 'ledger.gz');
    await dumpDatabase(database.url, file);
    await closeDatabase();
    restored = await freshDatabase();
    await restoreDatabase(restored.url, file);
    process.env.DATABASE_URL = restored.url;
    vi.resetModules();
    vi.doMock('@/lib/ledger/vocabulary', async (original) => ({
      ...(await original<typeof import('@/lib/ledger/vocabulary')>()),
      METHOD_VERSION: '2.0',
    }));
    const permalinks = await import('@/lib/data/permalinks');
    const later = await import('@/app/(public)/p/read-frozen');
    for (const [name, hash] of frozenBytes) {
      const [id = '', ending] = name.split('.');
      const stored = await permalinks.readPermalinkFile(id, ending as 'json');
      expect(sha256(stored?.bytes), name).toBe(hash);
      expect(stored?.sha256, name).toBe(hash);
    }
    let methods = 0;
    for (const id of ids) {
      expect(await listed(id, later), id).toEqual(brute.get(id));
      const frozen = await later.readFrozen(id);
      if (frozen === null) throw new Error(`nothing is frozen at ${id}`);
      expect(frozen.table.methodVersion).toBe(METHOD_VERSION);
      const changes = await later.readChangesSince(frozen);
      expect(changes.until.methodVersion).toBe('2.0');
      for (const line of await later.explain(changes))
        methods += line.reasons.filter(
          ({ words }) => words === `The method changed from ${METHOD_VERSION} to 2.0`,
        ).length;
    }
    expect(methods).toBe([...brute.values()].flat().length);
    await (await import('@/lib/data/db')).closeDatabase();
    vi.doUnmock('@/lib/ledger/vocabulary');
  });

  test('every view has its three files', () => {
    for (const id of ids) for (const ending of FROZEN_FILES) expect(frozenBytes.has(`${id}.${ending}`)).toBe(true);
  });
});
