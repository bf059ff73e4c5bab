/**
 * The dry run of an import (E14): every row is read, compared with the ledger and with what waits for review, and what it would bring in is
 * kept as rows of its batch. Nothing of it is in the ledger, and nothing of it is seen before all of it is there.
 */
import 'server-only';
import { setImmediate as breath } from 'node:timers/promises';
import type { ImportCheck, StatedLink } from '@/lib/data/import-jobs';
import { statedLinks } from '@/lib/data/import-jobs';
import { type ImportRow, seriesGroupOf } from '@/lib/data/import-rows';
import { type Comparing, emptyTally, readSourceNames, type Tally } from '@/lib/data/imports';
import {
  type ClaimFileRow,
  columnOf,
  type ForeignColumns,
  parseClaimsCsv,
  silentFieldsOf,
  withFurtherPublications,
} from '@/lib/formats/claims-csv';
import { toEffectGroups } from '@/lib/formats/effect-words';
import type { FileProblem } from '@/lib/formats/file-problems';
import { parseGeneralStaffJson } from '@/lib/formats/general-staff-json';
import { foreignColumnsOf, importMappingSchema, silentFieldsOfMapping } from '@/lib/formats/import-mapping';
import { foundByField } from '@/lib/formats/import-problems';
import type { Claim } from '@/lib/ledger/claim';
import type { Effect } from '@/lib/ledger/effect';
import type { ImportReport } from '@/lib/ledger/import-report';

/** Rows compared with the ledger at a time. */
const PIECE = 2000;
/** Rows read before others get their turn: the same process answers readers meanwhile. */
const BREATH = 100;
/** A file with more mistakes than this is of another kind; the rest is not read. */
const MOST_PROBLEMS = 20_000;
/** Entries of each list that are kept for showing. */
const MOST_LISTED = 200;
/** The first part of the progress is reading, the rest is the effect on figures. */
const READING_SHARE = 0.8;

type FurtherRow = Extract<ClaimFileRow, { kind: 'publication' }>;
type NumberedClaim = { readonly row: number; readonly claim: Claim };
type Sources = Awaited<ReturnType<typeof readSourceNames>>;

/** The file as claims, in whichever form it came. */
type Reading = {
  readonly rows: AsyncIterable<ClaimFileRow>;
  readonly further: ReadonlyMap<string, readonly FurtherRow[]>;
  /** How it is compared, once it is known which columns it lacks. */
  readonly comparing: (missing: readonly string[]) => Comparing;
};

type Listed<List extends { listed: readonly unknown[] }> = { count: number; listed: List['listed'][number][] };

/** Counts an entry, and keeps it while there is room. */
function list<List extends { listed: readonly unknown[] }>(to: Listed<List>, entry: List['listed'][number]): void {
  to.count += 1;
  if (to.listed.length < MOST_LISTED) to.listed.push(entry);
}

/** What reading has gathered. */
class Findings {
  readonly errors: FileProblem[] = [];
  readonly warnings: FileProblem[] = [];
  readonly tally: Tally = emptyTally();
  readonly rowOf = new Map<string, number>();
  readonly sourceOf = new Map<string, string>();
  readonly links: StatedLink[] = [];
  readonly repeated: Listed<ImportReport['repeated']> = { count: 0, listed: [] };
  readonly differs: Listed<ImportReport['differs']> = { count: 0, listed: [] };
  readonly corrections: Listed<ImportReport['corrections']> = { count: 0, listed: [] };
  readonly said = new Map<string, { readonly row: number; readonly value: string }>();
  readonly inBatches = new Map<string, { id: string; name: string; count: number; differing: number }>();
  readonly strays = new Map<string, FurtherRow[]>();
  missing: readonly string[] = [];
  /** The database writes one piece while the next is read. */
  writing: Promise<void> = Promise.resolve();
  rows = 0;
  claims = 0;
  publications = 0;
  fresh = 0;
  extended = 0;
}

/** Does the dry run and answers what it found. */
export async function checkImport(check: ImportCheck): Promise<ImportReport> {
  const sources = await readSourceNames();
  const found = new Findings();
  let share = 0;
  const reading = await open(check, sources, found, (bytes) => {
    share = check.size > 0 ? bytes / check.size : 1;
  });
  let piece: NumberedClaim[] = [];
  for await (const read of reading.rows) {
    take(read, found, sources, piece);
    if (found.rows % BREATH === 0) {
      await breath();
      await check.tell('reading', share * READING_SHARE);
    }
    if (found.errors.length > MOST_PROBLEMS) break;
    if (piece.length < PIECE) continue;
    await compare(check, reading, found, piece);
    piece = [];
  }
  await compare(check, reading, found, piece);
  await found.writing;
  await takeStrays(check, reading, found);
  await checkLinks(check, found);
  if (found.rows === 0 && found.errors.length === 0)
    found.errors.push({ row: null, column: null, message: 'The file has a header and no rows.' });
  return report(check, found);
}

async function open(
  check: ImportCheck,
  sources: Sources,
  found: Findings,
  read: (bytes: number) => void,
): Promise<Reading> {
  if (check.format === 'general_staff') {
    const totals = await readTotals(check, found);
    return { rows: totals, further: new Map(), comparing: () => ({ valuesOnly: true, silent: silentFieldsOf([]) }) };
  }
  const foreign =
    check.mapping === null
      ? null
      : foreignColumnsOf(importMappingSchema.parse(check.mapping), (name) =>
          sources.slugs.has(name) ? name : sources.slugOf.get(name),
        );
  return {
    rows: parseClaimsCsv(check.bytes(read), { foreign }),
    further: await readFurther(check, foreign),
    comparing: (missing) => ({
      valuesOnly: false,
      silent: foreign === null ? silentFieldsOf(missing) : silentFieldsOfMapping(foreign.columns),
    }),
  };
}

/** Rows that are further publications, by the claim that they name: they may stand before it or long after it. */
async function readFurther(
  check: ImportCheck,
  foreign: ForeignColumns | null,
): Promise<ReadonlyMap<string, readonly FurtherRow[]>> {
  const further = new Map<string, FurtherRow[]>();
  if (foreign !== null && !foreign.columns.includes('same_as')) return further;
  let count = 0;
  for await (const read of parseClaimsCsv(check.bytes(), { foreign, only: 'further' })) {
    count += 1;
    if (count % BREATH === 0) await breath();
    if (read.kind !== 'publication') continue;
    const others = further.get(read.of);
    if (others) others.push(read);
    else further.set(read.of, [read]);
  }
  return further;
}

/** The General Staff's file, which is small, as rows. */
async function readTotals(check: ImportCheck, found: Findings): Promise<AsyncIterable<ClaimFileRow>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of check.bytes()) pieces.push(piece);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    found.errors.push({ row: null, column: null, message: 'The file is not UTF-8 text.' });
    text = '[]';
  }
  const { rows, problems } = parseGeneralStaffJson(text);
  if (found.errors.length === 0) found.errors.push(...problems);
  return (async function* () {
    for (const { row, claim } of rows) yield { kind: 'claim' as const, row, claim, warnings: [] };
  })();
}

/** Takes in one row: its mistakes, or its claim for the next comparison. */
function take(read: ClaimFileRow, found: Findings, sources: Sources, piece: NumberedClaim[]): void {
  if (read.kind === 'header') {
    found.missing = read.missing;
    return;
  }
  found.rows += 1;
  if (read.kind === 'problems') {
    found.errors.push(...read.problems);
    if (read.key !== null && read.row !== null && !found.rowOf.has(read.key)) found.rowOf.set(read.key, read.row);
    return;
  }
  const key = read.kind === 'claim' ? read.claim.key : read.key;
  if (key !== null) {
    const first = found.rowOf.get(key);
    if (first === undefined) found.rowOf.set(key, read.row);
    else {
      found.errors.push({
        row: read.row,
        column: 'claim_key',
        message: `“${key}” stands there twice, the first time in row ${first}.`,
      });
      return;
    }
  }
  if (read.kind === 'publication') {
    found.publications += 1;
    return;
  }
  const { row, claim } = read;
  found.claims += 1;
  found.warnings.push(...read.warnings);
  for (const [column, slug] of [
    ['source', claim.source],
    ['repeats_source', claim.repeatsSource],
  ] as const)
    if (slug !== null && !sources.slugs.has(slug))
      found.errors.push({ row, column, message: `“${slug}” is not a registered source.` });
  noteRepeated(row, claim, found);
  found.sourceOf.set(claim.key, claim.source);
  found.links.push(...statedLinks(row, claim));
  piece.push({ row, claim });
}

/** Two rows about the same thing under different keys: at most a warning, since a source may say a thing twice. */
function noteRepeated(row: number, claim: Claim, found: Findings): void {
  const { source, metric, side, scope, definitionVersion, periodKind, periodStart, periodEnd, asOf, release } = claim;
  if (periodStart === null && periodEnd === null && asOf === null) return;
  const about = [source, metric, side, scope, definitionVersion, periodKind, periodStart, periodEnd, asOf, release];
  const name = about.join('|');
  const value = [claim.valueKind, claim.low, claim.best, claim.high].join('|');
  const first = found.said.get(name);
  if (first === undefined) {
    found.said.set(name, { row, value });
    return;
  }
  list(found.repeated, { row, first: first.row, key: claim.key, same: first.value === value });
}

/** Compares claims with the ledger and with other batches, and keeps what is new as rows of this batch. */
async function compare(
  check: ImportCheck,
  reading: Reading,
  found: Findings,
  piece: readonly NumberedClaim[],
): Promise<void> {
  // With mistakes in the file nothing can be staged, and sources that are not registered cannot be compared.
  if (piece.length === 0) return;
  const rowOf = new Map(piece.map(({ row, claim }) => [claim.key, row]));
  const claims = piece.map(({ claim }) =>
    withFurtherPublications(
      claim,
      (reading.further.get(claim.key) ?? []).filter(({ key }) => key !== claim.key),
    ),
  );
  const fresh = await check.sift(claims, reading.comparing(found.missing), found.tally);
  const elsewhere = new Map((await check.elsewhere(fresh)).map((row) => [row.key, row]));
  const rows: ImportRow[] = [];
  for (const claim of fresh) {
    const other = elsewhere.get(claim.key);
    if (other === undefined) rows.push({ row: rowOf.get(claim.key) ?? 0, kind: 'new', claim });
    else {
      const batch = found.inBatches.get(other.batchId) ?? {
        id: other.batchId,
        name: other.name,
        count: 0,
        differing: 0,
      };
      batch.count += 1;
      if (!saysTheSame(claim, other.content)) batch.differing += 1;
      found.inBatches.set(other.batchId, batch);
    }
  }
  const taken = await check.takenKeys(rows.flatMap((row) => (row.kind === 'new' ? [row.claim] : [])));
  for (const key of taken)
    found.errors.push({
      row: found.rowOf.get(key) ?? null,
      column: 'claim_key',
      message: `“${key}” is the key of another claim in the ledger.`,
    });
  found.fresh += rows.length;
  found.extended += found.tally.extensions.length;
  for (const claim of found.tally.extensions) {
    const further = claim.publications.filter(({ key }) => key !== null);
    rows.push({
      row: rowOf.get(claim.key) ?? 0,
      kind: 'extends',
      key: claim.key,
      series: seriesGroupOf(claim),
      publications: further,
    });
  }
  listTally(found);
  await found.writing;
  found.writing = check.addRows(rows);
  // An error while the next piece is being read is met where the piece is awaited.
  found.writing.catch(() => {});
}

/** Moves what comparing found into the lists, so that no claim is kept longer than its piece. */
function listTally({ tally, differs, corrections, rowOf }: Findings): void {
  for (const { key, id, fields } of tally.differences)
    list(differs, { row: rowOf.get(key) ?? 0, key, id, fields: fields.map((field) => columnOf(field)) });
  for (const { key, id, held, found } of tally.likelyCorrections)
    list(corrections, { row: rowOf.get(key) ?? 0, key, id, held: valueWords(held), found: valueWords(found) });
  for (const done of [tally.differences, tally.likelyCorrections, tally.extensions]) done.length = 0;
}

function saysTheSame(claim: Claim, content: unknown): boolean {
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(ordered);
    if (typeof value !== 'object' || value === null) return value;
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, ordered(one)]);
  };
  return JSON.stringify(ordered(claim)) === JSON.stringify(ordered(content));
}

/** Further publications of claims that the file itself does not hold: the ledger must hold them. */
async function takeStrays(check: ImportCheck, reading: Reading, found: Findings): Promise<void> {
  for (const [of, further] of reading.further) {
    if (found.sourceOf.has(of)) continue;
    const own = found.rowOf.get(of);
    if (own === undefined) found.strays.set(of, [...further]);
    else if (found.errors.length === 0)
      for (const { row } of further)
        found.errors.push({
          row,
          column: 'same_as',
          message: `“${of}” is itself a further publication of another claim.`,
        });
  }
  const held = await check.held([...found.strays.keys()]);
  const keys = await check.held([...found.strays.values()].flat().flatMap(({ key }) => key ?? []));
  const rows: ImportRow[] = [];
  for (const [of, further] of found.strays) {
    const claim = held.get(of);
    if (!claim) {
      for (const { row } of further)
        found.errors.push({
          row,
          column: 'same_as',
          message: `“${of}” is neither in the ledger nor in the file.`,
        });
      continue;
    }
    const added = further.filter(({ key }) => key !== null && !keys.has(key));
    found.tally.alreadyHere += further.length - added.length;
    const [first] = added;
    if (!first) continue;
    found.extended += 1;
    rows.push({
      row: first.row,
      kind: 'extends',
      key: of,
      series: seriesGroupOf(claim),
      publications: added.map(({ publication }) => publication),
    });
  }
  await check.addRows(rows);
}

/** Every link must lead to a claim of the file or of the ledger, and replace only what the same source said. */
async function checkLinks(check: ImportCheck, found: Findings): Promise<void> {
  const outside = [...new Set(found.links.map(({ toKey }) => toKey).filter((key) => !found.sourceOf.has(key)))];
  const held = await check.held(outside);
  for (const { row, field, type, source, toKey } of found.links) {
    const to = found.sourceOf.get(toKey) ?? held.get(toKey)?.source;
    const complain = (message: string) => found.errors.push({ row, column: columnOf(field), message });
    if (to === undefined) {
      if (!found.rowOf.has(toKey)) complain(`“${toKey}” is neither in the ledger nor in the file.`);
    } else if ((type === 'updates' || type === 'corrects') && to !== source)
      complain(`“${toKey}” is a claim of another source, ${to}.`);
  }
}

const valueWords = ({ low, best, high }: Pick<Claim, 'low' | 'best' | 'high'>) =>
  best ?? ([low, high].filter((value) => value !== null).join('–') || 'no number');

async function report(check: ImportCheck, found: Findings): Promise<ImportReport> {
  const rowsOf = (problems: readonly FileProblem[]) => new Set(problems.flatMap(({ row }) => row ?? [])).size;
  const canMove = found.errors.length === 0 && found.fresh + found.extended > 0;
  return {
    rows: found.rows,
    claims: found.claims,
    publications: found.publications,
    errorRows: rowsOf(found.errors),
    errors: foundByField(found.errors),
    warningRows: rowsOf(found.warnings),
    warnings: foundByField(found.warnings),
    fresh: found.fresh,
    extended: found.extended,
    alreadyHere: found.tally.alreadyHere,
    differs: found.differs,
    corrections: found.corrections,
    repeated: found.repeated,
    inBatches: [...found.inBatches.values()],
    effect: canMove ? await gatherEffect(check) : null,
    ledgerNumber: Number(check.ledgerNumber),
  };
}

async function gatherEffect(check: ImportCheck): Promise<NonNullable<ImportReport['effect']>> {
  const gathered = { figures: 0, share: null as number | null, made: 0, moved: 0, lost: 0, remarked: 0 };
  const series: NonNullable<ImportReport['effect']>['series'] = [];
  const groups: NonNullable<ImportReport['effect']>['groups'] = [];
  let room = MOST_LISTED;
  const each = (effect: Effect) => {
    gathered.figures += effect.figures;
    if (effect.share !== null) gathered.share = Math.max(gathered.share ?? 0, effect.share);
    for (const group of toEffectGroups(effect)) {
      series.push({ series: group.series, name: group.name, figures: group.lines.length });
      for (const { kind } of group.lines) gathered[kind] += 1;
      if (room > 0) groups.push({ ...group, lines: group.lines.slice(0, room) });
      room -= group.lines.length;
    }
  };
  await check.effects(each, async (done, of) => {
    await breath();
    await check.tell('effect', READING_SHARE + (1 - READING_SHARE) * (done / of));
  });
  return { ...gathered, series, groups };
}
