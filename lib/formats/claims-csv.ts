/**
 * Claims as a CSV file, both ways: what is written reads back as the same claims, and what cannot be read is named row by row.
 * A row is a claim, or, with `same_as`, a further publication of the claim that it names.
 */
import { type CsvError, type Info, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { attributionOf } from '@/lib/ledger/badge';
import { type Claim, type ClaimId, claimSchema, type Publication, publicationSchema } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { ATTRIBUTIONS, BADGES, type Badge, type Substance, VALUE_KINDS } from '@/lib/ledger/vocabulary';
import { guardFormula, unguardFormula } from './csv';
import type { FileProblem } from './file-problems';
import { delimiterOf } from './import-delimiter';

/** The header: what every file must have, in any order, and what it may leave out. Columns are only ever added, at the end. */
export const CLAIM_COLUMNS = [
  'claim_key',
  'source',
  'spokesperson',
  'relay',
  'side',
  'metric',
  'scope',
  'period_kind',
  'period_start',
  'period_end',
  'as_of',
  'value_kind',
  'low',
  'best',
  'high',
  'rounding_unit',
  'count_basis',
  'release',
  'repeats_source',
  'same_as',
  'updates',
  'published_on',
  'publisher',
  'title',
  'url',
  'quote',
  'attribution',
  'standing',
  'standing_reason',
  'note',
] as const;
export const FURTHER_COLUMNS = [
  'definition_version',
  'components',
  'time_basis',
  'interval_meaning',
  'ratio_of',
  'provisional',
  'language',
  'archive_url',
  'place',
  'translation',
  'publication_key',
  'publication_note',
  'corrects',
  'repeats',
  'derives_from',
  'contradicts',
  'part_of',
  'lineage_decided',
] as const;

/**
 * What the ledger itself knows of a claim: in every file that it gives away, behind the columns of the claim, and passed over when such a
 * file is read. `recorded_from` and `recorded_to` are the version's own, whatever instant was asked (D4).
 */
export const RECORD_COLUMNS = [
  'claim_id',
  'revision',
  'badge',
  'recorded_from',
  'recorded_to',
  'superseded_by',
  'known_on',
  'substance',
  'contested',
] as const;
export type RecordColumn = (typeof RECORD_COLUMNS)[number];

/** Columns that hold keys of other claims, separated by bars. */
const KEY_LISTS = {
  ratio_of: 'ratioOf',
  repeats: 'repeats',
  derives_from: 'derivesFrom',
  contradicts: 'contradicts',
  part_of: 'partOf',
} as const satisfies Partial<Record<(typeof FURTHER_COLUMNS)[number], keyof Claim>>;

/** What a file without one of the further columns says nothing about. */
const SILENT: Readonly<
  Record<
    (typeof FURTHER_COLUMNS)[number],
    | { readonly claim: keyof Claim }
    | { readonly publication: keyof Publication }
    | { readonly firstPublication: keyof Publication }
  >
> = {
  definition_version: { claim: 'definitionVersion' },
  components: { claim: 'components' },
  time_basis: { claim: 'timeBasis' },
  interval_meaning: { claim: 'intervalMeaning' },
  ratio_of: { claim: 'ratioOf' },
  provisional: { claim: 'provisional' },
  language: { publication: 'language' },
  archive_url: { publication: 'archiveUrl' },
  place: { publication: 'place' },
  translation: { publication: 'translation' },
  publication_key: { firstPublication: 'key' },
  publication_note: { firstPublication: 'note' },
  corrects: { claim: 'corrects' },
  repeats: { claim: 'repeats' },
  derives_from: { claim: 'derivesFrom' },
  contradicts: { claim: 'contradicts' },
  part_of: { claim: 'partOf' },
  lineage_decided: { claim: 'lineageDecided' },
};

/** Fields about which a file says nothing: of a claim, of any of its publications, and of the first, which shares the claim's row. */
export type SilentFields = {
  readonly claim: readonly (keyof Claim)[];
  readonly publication: readonly (keyof Publication)[];
  readonly firstPublication: readonly (keyof Publication)[];
};

/** The fields about which a file without these columns says nothing. */
export function silentFieldsOf(missing: readonly string[]): SilentFields {
  const silent = FURTHER_COLUMNS.filter((column) => missing.includes(column)).map((column) => SILENT[column]);
  return {
    claim: silent.flatMap((field) => ('claim' in field ? [field.claim] : [])),
    publication: silent.flatMap((field) => ('publication' in field ? [field.publication] : [])),
    firstPublication: silent.flatMap((field) => ('firstPublication' in field ? [field.firstPublication] : [])),
  };
}

const REQUIRED = new Set<string>(['claim_key', 'source', 'side', 'metric', 'period_kind', 'value_kind']);
export type ClaimColumn = (typeof CLAIM_COLUMNS)[number] | (typeof FURTHER_COLUMNS)[number];
type Column = ClaimColumn;
const COLUMNS: readonly Column[] = [...CLAIM_COLUMNS, ...FURTHER_COLUMNS];

/** Columns of plain numbers and dates: a minus there is no formula. */
const NUMERIC = new Set<Column>([
  'low',
  'best',
  'high',
  'rounding_unit',
  'definition_version',
  'period_start',
  'period_end',
  'as_of',
  'published_on',
]);

/** Longest row that can be meant; more is a quotation mark that nobody closed. */
const LONGEST_ROW = 200_000;

/** What one row of a file turned out to be. Rows are numbered as a spreadsheet does: the header is row 1. */
export type ClaimFileRow =
  | { readonly kind: 'header'; readonly row: number; readonly missing: readonly string[] }
  | { readonly kind: 'claim'; readonly row: number; readonly claim: Claim; readonly warnings: readonly FileProblem[] }
  | {
      readonly kind: 'publication';
      readonly row: number;
      readonly of: string;
      /** Null where the publication has no key of its own. */
      readonly key: string | null;
      readonly publication: Publication;
      readonly said: Said;
    }
  | {
      readonly kind: 'problems';
      readonly row: number | null;
      readonly key: string | null;
      readonly problems: readonly FileProblem[];
    };

/** What a further publication said the value was, to be noted where it differs from the claim's own. */
type Said = Pick<Claim, 'valueKind' | 'low' | 'best' | 'high'>;

/** A file with a header of its own: which of the ledger's columns it can be read as, and the cells of a row in their order. */
export type ForeignColumns = {
  readonly columns: readonly ClaimColumn[];
  readonly toCells: (cells: readonly string[]) => readonly string[];
};

/** How a file is read. `only: 'further'` passes over rows that are claims, at a fifth of the time. */
export type ClaimsReading = { readonly foreign?: ForeignColumns | null; readonly only?: 'further' };

/** Thrown inside the reader for mistakes after which nothing more can be read. */
class UnreadableFile extends Error {
  readonly row: number | null;
  constructor(row: number | null, message: string) {
    super(message);
    this.row = row;
  }
}

const FIELD_COLUMN: Readonly<Record<string, Column>> = {
  key: 'claim_key',
  periodKind: 'period_kind',
  periodStart: 'period_start',
  periodEnd: 'period_end',
  asOf: 'as_of',
  valueKind: 'value_kind',
  roundingUnit: 'rounding_unit',
  countBasis: 'count_basis',
  repeatsSource: 'repeats_source',
  publishedOn: 'published_on',
  standingReason: 'standing_reason',
  definitionVersion: 'definition_version',
  timeBasis: 'time_basis',
  intervalMeaning: 'interval_meaning',
  ratioOf: 'ratio_of',
  archiveUrl: 'archive_url',
  derivesFrom: 'derives_from',
  partOf: 'part_of',
  lineageDecided: 'lineage_decided',
};

/** The column in which a field of the claim, or of its first publication, is written. */
export function columnOf(field: string): string {
  return FIELD_COLUMN[field] ?? field;
}

/** Reads bytes as UTF-8, without a byte-order mark; anything else ends the file. */
async function* decode(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    if (error instanceof TypeError)
      throw new UnreadableFile(null, 'The file is not UTF-8 text. Save it as “CSV UTF-8”.');
    throw error;
  }
}

/** The rows of a CSV file as cells, from a stream of bytes; a row whose length is wrong keeps its cells. */
async function* cellsOf(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<{ row: number; cells: string[] }> {
  const text = decode(bytes);
  let head = '';
  while (!head.includes('\n')) {
    const { value, done } = await text.next();
    if (done) break;
    head += value;
    if (head.length > LONGEST_ROW) break;
  }
  if (head.trim() === '') throw new UnreadableFile(null, 'The file is empty.');
  const parser = parse({
    delimiter: delimiterOf(head),
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: LONGEST_ROW,
  });
  const feed = async () => {
    const write = async (piece: string) => {
      if (!parser.write(piece)) await new Promise((resolve) => parser.once('drain', resolve));
    };
    await write(head);
    for await (const piece of text) await write(piece);
    parser.end();
  };
  feed().catch((error) => parser.destroy(error));
  let row = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      row = info.records + info.empty_lines;
      yield { row, cells: record };
    }
  } catch (error) {
    throw asUnreadable(error, row + 1);
  }
}

/** What the parser's own errors mean to the person with the file. */
function asUnreadable(error: unknown, lastRow: number): unknown {
  // Rows that were read and not handed on yet are lost with the error, but counted in it.
  const { code, records, empty_lines } = error as Partial<CsvError> & Partial<Info>;
  const row = records === undefined ? lastRow : records + (empty_lines ?? 0) + 1;
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return new UnreadableFile(row, 'has a quotation mark that is never closed.');
  if (
    code === 'CSV_INVALID_CLOSING_QUOTE' ||
    code === 'INVALID_OPENING_QUOTE' ||
    code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE'
  )
    return new UnreadableFile(
      row,
      'has a quotation mark in the middle of a cell. Write it twice, and the whole cell in quotation marks.',
    );
  return error;
}

/** Where each column stands, or what is wrong with the header. */
function columnsOf(header: readonly string[]): Map<Column, number> | string {
  const names = header.map((name) => name.trim());
  const unknown = names.filter((name) => ![...COLUMNS, ...RECORD_COLUMNS].some((column) => column === name));
  const missing = CLAIM_COLUMNS.filter((column) => !names.includes(column));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const parts = [
    missing.length > 0 ? `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing` : '',
    unknown.length > 0 ? `“${unknown.slice(0, 5).join('”, “')}” ${unknown.length === 1 ? 'is' : 'are'} not known` : '',
    twice.length > 0 ? `${twice.join(', ')} ${twice.length === 1 ? 'stands' : 'stand'} there twice` : '',
  ].filter((part) => part !== '');
  if (parts.length > 0) return `The header is not that of a claims file: ${parts.join('; ')}.`;
  return new Map(COLUMNS.filter((column) => names.includes(column)).map((column) => [column, names.indexOf(column)]));
}

/** True when a header is the ledger's own, so that nobody need say what its columns mean. */
export function isClaimsHeader(header: readonly string[]): boolean {
  return typeof columnsOf(header) !== 'string';
}

/** `regular=in;pmc=out`; anything else is left for the schema to refuse. */
function parseComponents(cell: string): Record<string, string> {
  return Object.fromEntries(
    cell.split(';').map((part) => part.split('=', 2).map((word) => word.trim()) as [string, string]),
  );
}

/** Keys separated by bars; a bar or backslash that belongs to a key has a backslash before it. */
function parseKeys(cell: string | null): string[] | null {
  if (cell === null) return null;
  const keys = cell.match(/(?:\\[\\|]|[^|])+/g) ?? [];
  return keys.map((key) => key.replace(/\\([\\|])/g, '$1'));
}

function writeKeys(keys: readonly string[]): string | null {
  return keys.length === 0 ? null : keys.map((key) => key.replace(/[\\|]/g, '\\$&')).join('|');
}

type Cells = (column: Column) => string | null;

function toPublicationInput(cell: Cells, key: string | null, note: string | null) {
  return {
    relay: cell('relay'),
    publisher: cell('publisher'),
    title: cell('title'),
    url: cell('url'),
    archiveUrl: cell('archive_url'),
    publishedOn: cell('published_on'),
    language: cell('language'),
    quote: cell('quote'),
    key,
    note,
    place: cell('place'),
    translation: cell('translation'),
  };
}

/** A cell that says yes or no; anything else is a problem of the row. */
function readFlag(cell: Cells, column: Column, problems: FileProblem[], row: number): true | null {
  const text = cell(column);
  if (text !== null && text !== 'true' && text !== 'false')
    problems.push({ row, column, message: `“${text}” is neither true nor false.` });
  return text === 'true' ? true : null;
}

/** What the schema is asked about a row; only cells with something in them are named, so that its defaults hold for the others. */
function toClaimInput(cell: Cells, problems: FileProblem[], row: number): unknown {
  const filled = (fields: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  const version = cell('definition_version');
  const components = cell('components');
  const lists = Object.entries(KEY_LISTS) as [keyof typeof KEY_LISTS, keyof Claim][];
  return filled({
    // A further publication need not have a key of its own; the claim that it belongs to stands in for it here.
    key: cell('claim_key') ?? cell('same_as'),
    source: cell('source'),
    spokesperson: cell('spokesperson'),
    side: cell('side'),
    metric: cell('metric'),
    scope: cell('scope'),
    definitionVersion: version === null ? null : Number(version),
    components: components === null ? null : parseComponents(components),
    periodKind: cell('period_kind'),
    periodStart: cell('period_start'),
    periodEnd: cell('period_end'),
    asOf: cell('as_of'),
    timeBasis: cell('time_basis'),
    valueKind: cell('value_kind'),
    low: cell('low'),
    best: cell('best'),
    high: cell('high'),
    roundingUnit: cell('rounding_unit'),
    intervalMeaning: cell('interval_meaning'),
    countBasis: cell('count_basis'),
    release: cell('release'),
    repeatsSource: cell('repeats_source'),
    ...Object.fromEntries(lists.map(([column, field]) => [field, parseKeys(cell(column))])),
    updates: cell('updates'),
    corrects: cell('corrects'),
    provisional: readFlag(cell, 'provisional', problems, row),
    lineageDecided: readFlag(cell, 'lineage_decided', problems, row),
    standing: cell('standing'),
    standingReason: cell('standing_reason'),
    note: cell('note'),
    publications: [toPublicationInput(cell, cell('publication_key'), cell('publication_note'))],
  });
}

type Issue = {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code: string;
  readonly values?: readonly unknown[];
};

/** A mistake in the words of the file: its column, and what was written there. */
function toProblem(issue: Issue, row: number, cell: Cells): FileProblem {
  const field = String(issue.path[0] === 'publications' ? (issue.path[2] ?? 'publications') : (issue.path[0] ?? ''));
  const column = columnOf(field);
  const written = (COLUMNS as readonly string[]).includes(column) ? cell(column as Column) : null;
  if (written === null && REQUIRED.has(column)) return { row, column, message: 'is missing.' };
  if (issue.code === 'invalid_value' && column !== 'components')
    return { row, column, message: `“${written}” is not known. ${knownWords(issue.values)}`.trim() };
  if (issue.code === 'too_big') return { row, column, message: 'is too long or too large.' };
  if (issue.code === 'custom' && issue.message.startsWith('“')) return { row, column, message: issue.message };
  const says = written !== null && /^is not a/.test(issue.message) ? `“${written}” ` : '';
  return { row, column, message: `${says}${issue.message}` };
}

function knownWords(values: readonly unknown[] | undefined): string {
  if (!values || values.length === 0) return '';
  return values.length <= 12 ? `Known are ${values.join(', ')}.` : 'The codebook lists those that are.';
}

/**
 * Reads a claims file as a stream: every row comes out as a claim, a further publication, or what is wrong with it. Nothing is kept, so
 * the length of the file does not matter.
 */
export async function* parseClaimsCsv(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { foreign = null, only }: ClaimsReading = {},
): AsyncGenerator<ClaimFileRow> {
  let columns: Map<Column, number> | null = null;
  let width = 0;
  try {
    for await (const { row, cells } of cellsOf(bytes)) {
      if (!columns) {
        const found = foreign ? new Map(foreign.columns.map((name, place) => [name, place])) : columnsOf(cells);
        if (typeof found === 'string') throw new UnreadableFile(1, found);
        [columns, width] = [found, cells.length];
        yield { kind: 'header', row, missing: FURTHER_COLUMNS.filter((column) => !found.has(column)) };
        continue;
      }
      // A row of another length keeps its number and nothing else.
      const own = foreign === null ? cells : cells.length === width ? foreign.toCells(cells) : [];
      if (only === 'further' && !own[columns.get('same_as') ?? -1]?.trim()) continue;
      yield readRow(row, own, columns, { found: cells.length, expected: width });
    }
    if (!columns) throw new UnreadableFile(null, 'The file is empty.');
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    yield {
      kind: 'problems',
      row: error.row,
      key: null,
      problems: [{ row: error.row, column: null, message: error.message }],
    };
  }
}

function readRow(
  row: number,
  cells: readonly string[],
  columns: ReadonlyMap<Column, number>,
  width: { readonly found: number; readonly expected: number },
): ClaimFileRow {
  const cell: Cells = (column) => {
    const place = columns.get(column);
    const text = place === undefined ? '' : (cells[place] ?? '');
    const plain = (NUMERIC.has(column) ? text : unguardFormula(text)).trim();
    return plain === '' ? null : plain;
  };
  const key = cell('claim_key');
  const refused = (problems: readonly FileProblem[]): ClaimFileRow => ({ kind: 'problems', row, key, problems });
  if (cells.some((text) => text.includes('\0')))
    return refused([{ row, column: null, message: 'has a NUL character, which no text has.' }]);
  if (width.found !== width.expected)
    return refused([
      {
        row,
        column: null,
        message: `does not have as many cells as the header: ${width.found} instead of ${width.expected}.`,
      },
    ]);
  const problems: FileProblem[] = [];
  const of = cell('same_as');
  const input = toClaimInput(cell, problems, row);
  const parsed = claimSchema.safeParse(input);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => toProblem(issue as Issue, row, cell)));
  if (of !== null && of === key) problems.push({ row, column: 'same_as', message: 'names the row itself.' });
  const stated = cell('attribution');
  if (stated !== null && stated !== 'cited' && stated !== 'uncited')
    problems.push({ row, column: 'attribution', message: `“${stated}” is not known. Known are cited, uncited.` });
  if (!parsed.success || problems.length > 0) return refused(problems);
  const claim = parsed.data;
  if (of !== null) {
    const publication = publicationSchema.parse(toPublicationInput(cell, key, claim.note));
    return { kind: 'publication', row, of, key, publication, said: claim };
  }
  return { kind: 'claim', row, claim, warnings: attributionWarnings(row, stated, claim.publications) };
}

/** Nobody types a badge: what the file says is compared with what the ladder computes, and the ladder holds. */
function attributionWarnings(row: number, stated: string | null, publications: readonly Publication[]): FileProblem[] {
  const computed = attributionOf(publications);
  if (stated === null || (stated === 'cited') === (computed !== 'a0')) return [];
  const { label } = computed === 'a0' ? BADGES.unchecked : BADGES.attributed;
  return [
    {
      row,
      column: 'attribution',
      message: `says ${stated}, but the row computes to ${label} (${ATTRIBUTIONS[computed].label}).`,
    },
  ];
}

/** A claim with further publications of it; where one said another value, its note says which. */
export function withFurtherPublications(
  claim: Claim,
  further: readonly Extract<ClaimFileRow, { kind: 'publication' }>[],
): Claim {
  if (further.length === 0) return claim;
  const publications = further.map(({ publication, said }) => {
    const differs = (['valueKind', 'low', 'best', 'high'] as const).some((field) => said[field] !== claim[field]);
    if (!differs) return publication;
    return {
      ...publication,
      note: [`Says ${valueWords(said)}.`, publication.note].filter((part) => part !== null).join(' '),
    };
  });
  return { ...claim, publications: [...claim.publications, ...publications] };
}

function valueWords({ valueKind, low, best, high }: Said): string {
  if (valueKind === 'range') return `${low} to ${high}`;
  return [VALUE_KINDS[valueKind].words, best ?? low ?? high ?? 'no number'].filter((word) => word !== '').join(' ');
}

function toCells(
  claim: Claim,
  publication: Publication,
  key: string | null,
  sameAs: string | null,
  note: string | null,
): Record<Column, string | null> {
  // What belongs to the claim as a whole stands in its own row only.
  const own = sameAs === null;
  const version = claim.definitionVersion > 1 ? String(claim.definitionVersion) : null;
  const components = Object.entries(claim.components).map(([component, inOrOut]) => `${component}=${inOrOut}`);
  return {
    claim_key: key,
    source: claim.source,
    spokesperson: claim.spokesperson,
    relay: publication.relay,
    side: claim.side,
    metric: claim.metric,
    scope: claim.scope,
    period_kind: claim.periodKind,
    period_start: claim.periodStart,
    period_end: claim.periodEnd,
    as_of: claim.asOf,
    value_kind: claim.valueKind,
    low: claim.low,
    best: claim.best,
    high: claim.high,
    rounding_unit: claim.roundingUnit,
    count_basis: claim.countBasis,
    release: claim.release,
    repeats_source: claim.repeatsSource,
    same_as: sameAs,
    updates: own ? claim.updates : null,
    published_on: publication.publishedOn,
    publisher: publication.publisher,
    title: publication.title,
    url: publication.url,
    quote: publication.quote,
    attribution: attributionOf([publication]) === 'a0' ? 'uncited' : 'cited',
    standing: claim.standing === 'current' ? null : claim.standing,
    standing_reason: claim.standingReason,
    note,
    definition_version: version,
    components: components.length > 0 ? components.join(';') : null,
    time_basis: claim.timeBasis,
    interval_meaning: claim.intervalMeaning,
    ratio_of: own ? writeKeys(claim.ratioOf) : null,
    provisional: claim.provisional ? 'true' : null,
    language: publication.language,
    archive_url: publication.archiveUrl,
    place: publication.place,
    translation: publication.translation,
    publication_key: own ? publication.key : null,
    publication_note: own ? publication.note : null,
    corrects: own ? claim.corrects : null,
    repeats: own ? writeKeys(claim.repeats) : null,
    derives_from: own ? writeKeys(claim.derivesFrom) : null,
    contradicts: own ? writeKeys(claim.contradicts) : null,
    part_of: own ? writeKeys(claim.partOf) : null,
    lineage_decided: own && claim.lineageDecided ? 'true' : null,
  };
}

/** The rows of one claim: its own, and one for each further publication. */
function rowsOf(claim: Claim): Record<Column, string | null>[] {
  const [first, ...further] = claim.publications;
  if (!first) throw new Error(`the claim ${claim.key} has no publication`);
  return [
    toCells(claim, first, claim.key, null, claim.note),
    ...further.map((publication) => toCells(claim, publication, publication.key, claim.key, publication.note)),
  ];
}

/** The header line of a claims file. */
export const CLAIMS_CSV_HEADER = `${COLUMNS.join(',')}\n`;

/** Lines of a claims file, without the header; for answers that are sent piece by piece. */
export function toClaimsCsvLines(claims: Iterable<Claim>): string {
  const lines = [...claims].flatMap(rowsOf).map((row) =>
    COLUMNS.map((column) => {
      const text = row[column] ?? '';
      return NUMERIC.has(column) ? text : guardFormula(text);
    }),
  );
  // A carriage return inside a cell would end the row for many readers.
  return lines.length > 0 ? stringify(lines, { quoted_match: /\r/ }) : '';
}

/** A whole claims file. */
export function toClaimsCsv(claims: Iterable<Claim>): string {
  return CLAIMS_CSV_HEADER + toClaimsCsvLines(claims);
}

/** A claim with what the ledger knows of it. */
export type FiledClaim = {
  readonly id: ClaimId;
  readonly revision: number;
  readonly badge: Badge;
  readonly substance: Substance;
  readonly isContested: boolean;
  readonly recordedFrom: Instant;
  readonly recordedTo: Instant | null;
  readonly supersededBy: ClaimId | null;
  readonly claim: Claim;
};

/** The header line of a file that the ledger gives away. */
export const FILED_CLAIMS_HEADER = `${[...COLUMNS, ...RECORD_COLUMNS].join(',')}\n`;

/** Columns of free text; all others hold codes, slugs, dates, numbers and ids, which need no marks. */
const FREE = new Set<Column>([
  'claim_key',
  'spokesperson',
  'relay',
  'scope',
  'release',
  'same_as',
  'updates',
  'publisher',
  'title',
  'url',
  'quote',
  'standing_reason',
  'note',
  'ratio_of',
  'language',
  'archive_url',
  'place',
  'translation',
  'publication_key',
  'publication_note',
  'corrects',
  'repeats',
  'derives_from',
  'contradicts',
  'part_of',
]);
const WRITTEN: readonly (readonly [Column, boolean])[] = COLUMNS.map((column) => [column, FREE.has(column)]);

/** Text that cannot stand as it is: it has a sign of the format, or begins as a formula does. */
const MARKED = /[",\r\n]|^'*[=+\-@\t]/;

/** A cell of free text as the printer of whole files writes it, at a tenth of the time: a ledger has millions of cells. */
function toWritten(text: string): string {
  if (!MARKED.test(text)) return text;
  const guarded = guardFormula(text);
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Lines of a file that the ledger gives away, without its header: claims as known at an instant, each with its record. */
export function toFiledClaimsLines(claims: Iterable<FiledClaim>, knownOn: Instant): string {
  let lines = '';
  for (const { claim, ...filed } of claims) {
    const record = `${filed.id},${filed.revision},${filed.badge},${filed.recordedFrom},${filed.recordedTo ?? ''},${filed.supersededBy ?? ''},${knownOn},${filed.substance},${filed.isContested ? 'true' : ''}\n`;
    for (const row of rowsOf(claim)) {
      for (const [column, isFree] of WRITTEN) {
        const cell = row[column];
        if (cell !== null) lines += isFree ? toWritten(cell) : cell;
        lines += ',';
      }
      lines += record;
    }
  }
  return lines;
}

/** A whole file of claims as known at an instant. */
export function toFiledClaimsCsv(claims: Iterable<FiledClaim>, knownOn: Instant): string {
  return FILED_CLAIMS_HEADER + toFiledClaimsLines(claims, knownOn);
}
