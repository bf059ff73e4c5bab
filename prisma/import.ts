/**
 * Brings claims in from a file: the claims CSV, or the General Staff's totals as JSON.
 *
 *   npm run import -- FILE            says what would happen
 *   npm run import -- FILE --commit   does it: all of it, or nothing
 */
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { closeDatabase } from '@/lib/data/db';
import { type ImportReport, importClaims, readSourceNames } from '@/lib/data/imports';
import { columnOf, silentFieldsOf, withFurtherPublications } from '@/lib/formats/claims-csv';
import { type FileProblem, groupProblems, problemLine, rowRanges } from '@/lib/formats/file-problems';
import { parseGeneralStaffJson } from '@/lib/formats/general-staff-json';
import type { Claim } from '@/lib/ledger/claim';
import { checkClaimsFile, claimBatchesOf } from './claim-files';
import { showProgress } from './progress';

const MEGABYTE = 1_000_000;
/** A file above this is refused before it is read: about half a million claims. */
const LARGEST_FILE = 100 * MEGABYTE;

/** Refusal of a file, in words for the person who has it. */
class Refused extends Error {}

const say = (line: string) => process.stdout.write(`${line}\n`);
const count = (number: number, one: string, many = `${one}s`) =>
  `${number.toLocaleString('en-GB').replaceAll(',', '\u00a0')} ${number === 1 ? one : many}`;

async function main(args: readonly string[]): Promise<void> {
  const files = args.filter((arg) => !arg.startsWith('-'));
  const unknown = args.filter((arg) => arg.startsWith('-') && arg !== '--commit');
  const [path] = files;
  if (path === undefined || files.length > 1 || unknown.length > 0)
    throw new Refused(
      `${unknown.length > 0 ? `${unknown.join(' ')} is not known. ` : ''}Write: npm run import -- FILE [--commit]`,
    );
  const size = await sizeOf(path);
  const commit = args.includes('--commit');
  const report = (await isJson(path)) ? await importTotals(path, commit) : await importCsv(path, size, commit);
  if (report.refusals.length > 0) process.exitCode = 1;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Refused(`There is no file ${path}.`);
  if (!found.isFile()) throw new Refused(`${path} is not a file.`);
  if (found.size === 0) throw new Refused('The file is empty.');
  if (found.size > LARGEST_FILE)
    throw new Refused(
      `The file is too large: ${Math.ceil(found.size / MEGABYTE)} MB, and at most ${LARGEST_FILE / MEGABYTE} MB are read. Split it.`,
    );
  return found.size;
}

/** JSON begins with a bracket or a brace, which no header of a claims file does. */
async function isJson(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return /^\uFEFF?\s*[[{]/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Prints what is wrong, one line for each kind, and ends. */
function refuseFile(problems: readonly FileProblem[]): never {
  const groups = groupProblems(problems);
  const rows = new Set(problems.flatMap(({ row }) => row ?? []));
  const head = rows.size === 0 ? 'The file cannot be read:' : `${count(rows.size, 'row')} cannot be read:`;
  throw new Refused([head, ...groups.map((group) => `  ${problemLine(group)}`)].join('\n'));
}

async function importTotals(path: string, commit: boolean): Promise<ImportReport> {
  const { rows, problems } = parseGeneralStaffJson(decode(await readFile(path)));
  if (problems.length > 0) refuseFile(problems);
  say(`${basename(path)}: the General Staff’s running totals, ${count(rows.length, 'record')}.`);
  const rowOf = new Map(rows.map(({ row, claim }) => [claim.key, row]));
  const claims = rows.map(({ claim }) => claim);
  const report = await importClaims(inBatches(claims), {
    commit,
    summary: `Running totals of the General Staff from ${basename(path)}.`,
    silent: silentFieldsOf([]),
    extensions: new Map(),
    valuesOnly: true,
  });
  sayReport(report, rowOf, commit);
  return report;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused('The file is not UTF-8 text.');
  }
}

function* inBatches(claims: readonly Claim[], size = 500): Generator<Claim[]> {
  const progress = showProgress('writing', claims.length);
  for (let index = 0; index < claims.length; index += size) {
    progress.to(index);
    yield claims.slice(index, index + size);
  }
  progress.end();
}

async function importCsv(path: string, size: number, commit: boolean): Promise<ImportReport> {
  const checking = showProgress('checking', size);
  const checked = await checkClaimsFile(path, { sources: await readSourceNames(), progress: checking.to });
  checking.end();
  for (const group of groupProblems(checked.warnings)) say(`Note: ${problemLine(group)}`);
  if (checked.problems.length > 0) refuseFile(checked.problems);
  const furtherRows = [...checked.further.values()].flat().length;
  say(
    `${basename(path)}: ${count(checked.claims, 'claim')}${furtherRows > 0 ? ` and ${count(furtherRows, 'further publication')}` : ''}.`,
  );
  const writing = showProgress('writing', size);
  const strays = Map.groupBy(checked.strays, ({ of }) => of);
  const report = await importClaims(claimBatchesOf(path, checked, { progress: writing.to }), {
    commit,
    summary: `Claims from ${basename(path)}.`,
    silent: silentFieldsOf(checked.missingColumns),
    extensions: new Map(
      [...strays].map(([key, rows]) => [key, (claim: Claim) => withFurtherPublications(claim, rows)]),
    ),
    valuesOnly: false,
  });
  writing.end();
  sayReport(report, checked.rowOf, commit);
  return report;
}

const valueWords = ({ low, best, high }: Pick<Claim, 'low' | 'best' | 'high'>) =>
  best ?? [low, high].filter((value) => value !== null).join('–');

function sayReport(report: ImportReport, rowOf: ReadonlyMap<string, number>, commit: boolean): void {
  const rowsOf = (entries: readonly { key: string }[]) =>
    entries.flatMap(({ key }) => rowOf.get(key) ?? []).sort((a, b) => a - b);
  say(`  ${count(report.alreadyHere, 'claim is', 'claims are')} already in the ledger.`);
  if (report.extended > 0) say(`  ${count(report.extended, 'claim gains', 'claims gain')} a publication.`);
  for (const [fields, group] of Map.groupBy(report.differences, ({ fields }) => fields.map(columnOf).join(', ')))
    say(
      `  ${count(group.length, 'claim is', 'claims are')} in the ledger with another ${fields}, and left as ${group.length === 1 ? 'it is: row' : 'they are: rows'} ${rowRanges(rowsOf(group))}.`,
    );
  if (report.likelyCorrections.length > 0) {
    say(
      `  ${count(report.likelyCorrections.length, 'running total has', 'running totals have')} another value in the ledger. Likely corrections; not written:`,
    );
    for (const { key, id, held, found } of report.likelyCorrections.slice(0, 20))
      say(
        `    row ${rowOf.get(key)}, ${key}: ${valueWords(found)} here, ${valueWords(held)} in the ledger (claim ${id})`,
      );
    if (report.likelyCorrections.length > 20) say(`    and ${report.likelyCorrections.length - 20} more`);
  }
  if (report.refusals.length > 0) {
    const problems = report.refusals.map(({ key, field, message }) => ({
      row: rowOf.get(key) ?? null,
      column: columnOf(field),
      message,
    }));
    say('Nothing was written, because the ledger refuses:');
    for (const group of groupProblems(problems)) say(`  ${problemLine(group)}`);
    return;
  }
  const news = `${count(report.published, 'new claim')}`;
  if (report.committed) say(`  ${news} written, as publish ${report.ledgerNumber}.`);
  else if (report.published + report.extended === 0) say('  Nothing is new: nothing was written.');
  else say(`  ${news}.${commit ? '' : ' This was a dry run: nothing was written. Add --commit to write.'}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\nNothing was written.\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
