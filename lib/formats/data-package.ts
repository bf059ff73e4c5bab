/**
 * `datapackage.json`: what stands in the files of an archive, column by column, as a Frictionless Data Package (version 1) with a Table
 * Schema for each table (D9). Programs that know the format need nothing else to read the files.
 */
import type { Instant } from '@/lib/ledger/month';
import type { Source, Withheld } from '@/lib/ledger/source';
import type { Fingerprint } from './archive';
import { COLUMN_WORDS, RECORD_COLUMN_WORDS } from './claim-columns';
import { CLAIM_COLUMNS, FURTHER_COLUMNS, RECORD_COLUMNS } from './claims-csv';
import { ALL_COLUMNS, SHOWN_COLUMNS } from './figures-csv';

/** A column in the words of Table Schema. */
export type TableField = {
  readonly name: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'datetime' | 'yearmonth' | 'any';
  /** `any`: the reader may use whatever it has for ISO 8601, since instants have milliseconds. */
  readonly format?: 'any';
  readonly title?: string;
  readonly description: string;
};

type FieldKind = Pick<TableField, 'type' | 'format'>;

const TEXT: FieldKind = { type: 'string' };
const NUMBER: FieldKind = { type: 'number' };
const INTEGER: FieldKind = { type: 'integer' };
const TRUTH: FieldKind = { type: 'boolean' };
const DAY: FieldKind = { type: 'date' };
const INSTANT: FieldKind = { type: 'datetime', format: 'any' };

/** What stands in each column of the figures; the same names as in `/figures.csv`. */
const FIGURE_COLUMN_WORDS: Readonly<Record<(typeof ALL_COLUMNS)[number], readonly [FieldKind, string]>> = {
  row_kind: [TEXT, 'figure, gap, span or total.'],
  month: [{ type: 'yearmonth' }, 'The month; empty for spans and running totals.'],
  series: [TEXT, 'Id of the series: source, metric, side, and scope where it is not the whole theatre.'],
  source: [TEXT, 'Slug of the source.'],
  metric_code: [TEXT, 'What is counted; a code of the codebook.'],
  side: [TEXT, 'Whose losses the number counts.'],
  scope: [TEXT, 'Where it counts.'],
  unit: [TEXT, 'Unit of low, best and high; ends in _per_day where the view counts a day.'],
  low: [NUMBER, 'Lower bound; empty where there is none.'],
  best: [NUMBER, 'The value; empty where only a bound was said.'],
  high: [NUMBER, 'Upper bound; empty where there is none.'],
  value_kind: [TEXT, 'How the figure is said: exactly, about, at least, up to, a range.'],
  method: [TEXT, 'The rule that made the figure.'],
  obs_status: [TEXT, 'SDMX observation status: the first of the flags.'],
  flags: [TEXT, 'All flags that hold, separated by spaces.'],
  badge: [TEXT, 'Weakest verification badge of the claims used.'],
  floor: [TRUTH, 'true for a count of records, which is a floor.'],
  coverage_days: [INTEGER, 'Days that the figure speaks of.'],
  days_in_month: [INTEGER, 'Days of the month.'],
  reason: [TEXT, 'Code of the reason why there is no figure.'],
  reason_sentence: [TEXT, 'The same in words.'],
  claimant: [TEXT, 'Whether a party to the war speaks about itself or about its adversary, or neither.'],
  lineage_id: [TEXT, 'Series to which the number goes back; rows of one lineage are one voice.'],
  repeats: [TEXT, 'Slug of the source that the series restates.'],
  arithmetic: [TEXT, 'The sum as it was done.'],
  claim_ids: [TEXT, 'Claims used, separated by spaces; claim_id of claims.csv. Of a gap, those held and not usable.'],
  method_version: [TEXT, 'Version of the rules by which the figure was made.'],
  known_on: [INSTANT, 'Instant of the ledger to which the figure answers.'],
  attribution: [TEXT, 'Words that must travel with the source’s data.'],
  notes: [TEXT, 'Codes of notes, separated by spaces.'],
  unallocated: [NUMBER, 'Corrections that the source announced, set apart from the figure.'],
  from: [DAY, 'First day of a span.'],
  to: [DAY, 'First day after a span; of a running total, the day before which it counts.'],
  as_of: [DAY, 'Day of the report of a running total.'],
  per_day: [NUMBER, 'Mean a day of a span.'],
};

const CLAIM_KINDS: Readonly<Record<string, FieldKind>> = {
  low: NUMBER,
  best: NUMBER,
  high: NUMBER,
  rounding_unit: NUMBER,
  definition_version: INTEGER,
  period_start: DAY,
  period_end: DAY,
  as_of: DAY,
  published_on: DAY,
  provisional: TRUTH,
  lineage_decided: TRUTH,
  revision: INTEGER,
  recorded_from: INSTANT,
  recorded_to: INSTANT,
  known_on: INSTANT,
};

/** The columns of `data.csv`, of one of its two shapes (D1). */
export function figureFields(shape: 'shown' | 'all'): readonly TableField[] {
  return (shape === 'shown' ? SHOWN_COLUMNS : ALL_COLUMNS).map((name) => {
    const [kind, description] = FIGURE_COLUMN_WORDS[name];
    return { name, ...kind, description };
  });
}

/** The columns of `claims.csv`. */
export function claimFields(): readonly TableField[] {
  const words = { ...COLUMN_WORDS, ...RECORD_COLUMN_WORDS };
  return [...CLAIM_COLUMNS, ...FURTHER_COLUMNS, ...RECORD_COLUMNS].map((name) => ({
    name,
    ...(CLAIM_KINDS[name] ?? TEXT),
    title: words[name].label,
    description: words[name].sentence,
  }));
}

/** A file of the archive as the package lists it; a table has `fields`. */
export type PackageFile = Fingerprint & {
  readonly path: string;
  readonly title: string;
  readonly fields?: readonly TableField[];
};

/** What a package says of itself. */
export type PackageHead = {
  /** Lower-case letters, digits, `-`, `.` and `_`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly homepage: string;
  readonly methodVersion: string;
  readonly knownOn: Instant;
  readonly sources: readonly Pick<Source, 'name' | 'homepage'>[];
  /** Sources whose claims are left out of claims.csv. */
  readonly withheld: readonly Withheld[];
};

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
  bib: 'application/x-bibtex',
  txt: 'text/plain',
};

function toResource({ path, title, bytes, sha256, fields }: PackageFile) {
  const dot = path.lastIndexOf('.');
  const format = path.slice(dot + 1);
  return {
    name: path.slice(0, dot).toLowerCase(),
    path,
    title,
    profile: fields === undefined ? 'data-resource' : 'tabular-data-resource',
    format,
    mediatype: MEDIA_TYPES[format] ?? 'application/octet-stream',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    ...(fields === undefined
      ? {}
      : {
          dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true, header: true },
          schema: { fields, missingValues: [''] },
        }),
  };
}

/** The package as text, with one newline at the end. The same files and head give the same bytes. */
export function toDataPackage(head: PackageHead, files: readonly PackageFile[]): string {
  const document = {
    profile: 'data-package',
    name: head.name,
    title: head.title,
    description: head.description,
    homepage: head.homepage,
    version: head.methodVersion,
    // The instant at which the content was so, not that at which somebody asked for the file.
    created: head.knownOn,
    licenses: [{ title: 'Terms of use: LICENSE.txt', path: 'LICENSE.txt' }],
    contributors: [{ title: 'Attrition Ledger', role: 'publisher' }],
    sources: head.sources.map(({ name, homepage }) => ({
      title: name,
      ...(homepage === null ? {} : { path: homepage }),
    })),
    resources: files.map(toResource),
    // A key of our own, which the format allows; only where something is left out.
    ...(head.withheld.length === 0
      ? {}
      : { withheld: head.withheld.map(({ source, reason }) => ({ source, reason })) }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
