/**
 * Files with a header of their own: which of their columns is which field of a claim, what holds for every row, and how their dates and
 * numbers are written. Asked once for each header and remembered (E14).
 */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { addDays, parseDay } from '@/lib/ledger/month';
import {
  COUNT_BASES,
  INTERVAL_MEANINGS,
  METRICS,
  PERIOD_KINDS,
  SIDES,
  STANDINGS,
  THEATRE,
  TIME_BASES,
  VALUE_KINDS,
} from '@/lib/ledger/vocabulary';
import {
  CLAIM_COLUMNS,
  type ClaimColumn,
  type ForeignColumns,
  FURTHER_COLUMNS,
  type SilentFields,
  silentFieldsOf,
} from './claims-csv';

/** What a column of a file can be: a column of the ledger's own files, or the last day of a period, as most people write it. */
export type ImportField = ClaimColumn | 'last_day';

/** Fields for choosing from, in groups. */
export const IMPORT_FIELDS: readonly { readonly label: string; readonly fields: readonly ImportField[] }[] = [
  { label: 'The number', fields: ['best', 'low', 'high', 'value_kind', 'rounding_unit', 'interval_meaning'] },
  {
    label: 'Which days it is about',
    fields: ['as_of', 'period_start', 'last_day', 'period_end', 'period_kind', 'time_basis'],
  },
  {
    label: 'What is counted',
    fields: ['source', 'metric', 'side', 'scope', 'count_basis', 'definition_version', 'components', 'spokesperson'],
  },
  {
    label: 'Where it was published',
    fields: [
      'published_on',
      'publisher',
      'title',
      'url',
      'quote',
      'place',
      'translation',
      'language',
      'relay',
      'archive_url',
    ],
  },
  {
    label: 'How it stands to other claims',
    fields: [
      'claim_key',
      'same_as',
      'updates',
      'corrects',
      'repeats_source',
      'repeats',
      'derives_from',
      'ratio_of',
      'contradicts',
      'part_of',
      'release',
      'note',
    ],
  },
];

const FIELD_LABELS: Readonly<Partial<Record<ImportField, string>>> = {
  best: 'Number',
  low: 'Lower bound',
  high: 'Upper bound',
  value_kind: 'How the number is said',
  rounding_unit: 'Rounded to',
  interval_meaning: 'What the range means',
  as_of: 'As of (day of a running total)',
  period_start: 'First day',
  last_day: 'Last day',
  period_end: 'First day after the period',
  period_kind: 'Kind of period',
  time_basis: 'By event or by report',
  source: 'Source',
  metric: 'What is counted',
  side: 'Whose losses',
  scope: 'Area',
  count_basis: 'How it was counted',
  published_on: 'Day of publication',
  url: 'Address of the publication',
  claim_key: 'Key of the claim',
  same_as: 'Further publication of (key)',
};

/** A field in words: its label, or the name of the column. */
export function importFieldLabel(field: ImportField): string {
  const name = field.replaceAll('_', ' ');
  return FIELD_LABELS[field] ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

const FIELDS = IMPORT_FIELDS.flatMap(({ fields }) => fields) as [ImportField, ...ImportField[]];
const isField = (text: string): text is ImportField => (FIELDS as readonly string[]).includes(text);

/** Fields that may be said once for all rows, in the order in which they are asked. */
export const FIXED_FIELDS = [
  'source',
  'side',
  'metric',
  'scope',
  'period_kind',
  'count_basis',
  'publisher',
  'url',
  'published_on',
  'rounding_unit',
] as const satisfies readonly ImportField[];
export type FixedField = (typeof FIXED_FIELDS)[number];

/** Without these no row can be a claim. */
const NEEDED = ['source', 'side', 'metric', 'period_kind'] as const satisfies readonly FixedField[];

/** Enumerations whose labels are understood beside their codes. */
const LISTS: Readonly<Partial<Record<ImportField, Readonly<Record<string, { readonly label: string }>>>>> = {
  side: SIDES,
  metric: METRICS,
  period_kind: PERIOD_KINDS,
  value_kind: VALUE_KINDS,
  count_basis: COUNT_BASES,
  time_basis: TIME_BASES,
  interval_meaning: INTERVAL_MEANINGS,
  standing: STANDINGS,
};

/** The values of a field that has a list of them; null for free text. */
export function valuesOf(field: ImportField): readonly { readonly value: string; readonly label: string }[] | null {
  const list = LISTS[field];
  return list ? Object.entries(list).map(([value, { label }]) => ({ value, label })) : null;
}

/** How days are written: year first, day first, or month first. */
export const DATE_ORDERS = {
  ymd: { label: '2024-12-31' },
  dmy: { label: '31.12.2024 or 31/12/2024' },
  mdy: { label: '12/31/2024' },
} as const;

/** Which sign stands before the fraction; the other one, or a space, may group thousands. */
export const DECIMAL_SIGNS = {
  point: { label: '1,234.5' },
  comma: { label: '1.234,5' },
} as const;

export const importMappingSchema = z.object({
  /** For each column of the file the field that it holds; null for a column that is left out. */
  fields: z.array(z.enum(FIELDS).nullable()).max(200),
  /** What holds where the file says nothing. */
  fixed: z.partialRecord(z.enum(FIXED_FIELDS), z.string().max(600)).default({}),
  dates: z.enum(['ymd', 'dmy', 'mdy']).default('ymd'),
  decimals: z.enum(['point', 'comma']).default('point'),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

/** Names that people give to columns, folded. */
const USUAL_NAMES: Readonly<Record<string, ImportField>> = {
  id: 'claim_key',
  key: 'claim_key',
  link: 'url',
  source_url: 'url',
  address: 'url',
  date: 'as_of',
  day: 'as_of',
  as_of_date: 'as_of',
  start: 'period_start',
  start_date: 'period_start',
  from: 'period_start',
  first_day: 'period_start',
  end: 'last_day',
  end_date: 'last_day',
  to: 'last_day',
  until: 'last_day',
  number: 'best',
  value: 'best',
  count: 'best',
  estimate: 'best',
  total: 'best',
  min: 'low',
  minimum: 'low',
  lower: 'low',
  low_estimate: 'low',
  max: 'high',
  maximum: 'high',
  upper: 'high',
  high_estimate: 'high',
  published: 'published_on',
  publication_date: 'published_on',
  outlet: 'publisher',
  headline: 'title',
  citation: 'quote',
  lang: 'language',
  comment: 'note',
  comments: 'note',
  notes: 'note',
  organisation: 'source',
  organization: 'source',
  page: 'place',
  category: 'metric',
};

const folded = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');

/** A first guess by the names of the columns and by how days look in the sample rows. Each field at most once. */
export function suggestMapping(header: readonly string[], samples: readonly (readonly string[])[]): ImportMapping {
  const used = new Set<ImportField>();
  const fields = header.map((name) => {
    const plain = folded(name);
    const field = isField(plain) ? plain : USUAL_NAMES[plain];
    if (field === undefined || used.has(field)) return null;
    used.add(field);
    return field;
  });
  return importMappingSchema.parse({ fields, fixed: { scope: THEATRE }, dates: guessDates(samples) });
}

function guessDates(samples: readonly (readonly string[])[]): ImportMapping['dates'] {
  for (const cell of samples.flat()) {
    const [, first, second] = /^(\d{1,2})[./-](\d{1,2})[./-]\d{4}$/.exec(cell.trim()) ?? [];
    if (first === undefined) continue;
    if (Number(second) > 12) return 'mdy';
    if (Number(first) > 12 || cell.includes('.')) return 'dmy';
  }
  return 'ymd';
}

/** What is wrong with a mapping, each with the column (by its number) or the fixed field at fault. */
export type MappingProblem = { readonly at: `column-${number}` | `fixed-${FixedField}`; readonly message: string };

/** What is wrong with a mapping before any row is read; empty when nothing is. */
export function mappingProblems(mapping: ImportMapping, header: readonly string[]): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const first = new Map<ImportField, number>();
  mapping.fields.forEach((field, index) => {
    if (field === null) return;
    const other = first.get(field);
    if (other === undefined) first.set(field, index);
    else
      problems.push({
        at: `column-${index}`,
        message: `“${header[index]}” and “${header[other]}” cannot both be “${importFieldLabel(field)}”.`,
      });
  });
  for (const field of NEEDED)
    if (!first.has(field) && !mapping.fixed[field]?.trim())
      problems.push({
        at: `fixed-${field}`,
        message: `${importFieldLabel(field)} is missing. Choose a column for it, or say what holds for every row.`,
      });
  if (!(['best', 'low', 'high'] as const).some((field) => first.has(field)))
    problems.push({ at: 'column-0', message: 'No column holds the number. Choose the one that does.' });
  return problems;
}

const day = (text: string, order: ImportMapping['dates']): string => {
  const plain = text.trim();
  const [, timed] = /^(\d{4}-\d{2}-\d{2})[T ]/.exec(plain) ?? [];
  if (timed !== undefined) return timed;
  const [, first = '', second = '', year = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(plain) ?? [];
  if (year === '' || order === 'ymd') return plain;
  const [month, date] = order === 'dmy' ? [second, first] : [first, second];
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
};

/** A number without what groups its thousands; text that is no number of this kind stays, so that its row is refused by name. */
const decimal = (text: string, sign: ImportMapping['decimals']): string => {
  const plain = text.trim().replace(/^\u2212/, '-');
  const [group, point] = sign === 'point' ? [',', '\\.'] : ['\\.', ','];
  const grouped = new RegExp(`^-?\\d{1,3}(?:[${group}\\s\\u00a0\\u2009\\u202f]\\d{3})+(?:${point}\\d+)?$`);
  const simple = new RegExp(`^-?\\d+(?:${point}\\d+)?$`);
  if (!grouped.test(plain) && !simple.test(plain)) return plain;
  const [whole = '', fraction] = plain.split(sign === 'point' ? '.' : ',');
  if (sign === 'comma' && fraction === undefined) return plain.replace(/[.\s\u00a0\u2009\u202f]/g, '');
  return `${whole.replace(/[^\d-]/g, '')}${fraction === undefined ? '' : `.${fraction}`}`;
};

const DAYS: ReadonlySet<ImportField> = new Set(['as_of', 'period_start', 'period_end', 'last_day', 'published_on']);
const NUMBERS: ReadonlySet<ImportField> = new Set(['low', 'best', 'high', 'rounding_unit']);

/** Code of a list by its code or label, whatever the case. */
const codesByWord = new Map(
  Object.entries(LISTS).map(([field, list]) => [
    field,
    new Map(Object.entries(list).flatMap(([code, { label }]) => [code, label].map((word) => [folded(word), code]))),
  ]),
);

/** Which number kind a row without one means, by the bounds that it gives. */
function valueKindOf(low: string, best: string, high: string): string {
  if (low !== '' && high !== '') return 'range';
  if (best !== '') return 'point';
  if (low !== '') return 'at_least';
  return high !== '' ? 'at_most' : 'none';
}

/**
 * How rows of the file are read as rows of a claims file. `slugOf` finds a registered source by its name. A row without a key gets one from
 * what it is about (source, metric, side, area, days), so that the same row is known again when the file comes again.
 */
export function foreignColumnsOf(
  mapping: ImportMapping,
  slugOf: (name: string) => string | null | undefined,
): ForeignColumns {
  const places = new Map<ImportField, number>();
  mapping.fields.forEach((field, index) => {
    if (field !== null && !places.has(field)) places.set(field, index);
  });
  const said = new Set<ImportField>([...places.keys(), ...(Object.keys(mapping.fixed) as FixedField[])]);
  const always: readonly ClaimColumn[] = ['claim_key', 'value_kind', 'period_end'];
  const columns = [...CLAIM_COLUMNS, ...FURTHER_COLUMNS].filter(
    (column) => said.has(column) || always.includes(column),
  );
  const convert = (field: ImportField, text: string): string => {
    if (text === '') return '';
    if (DAYS.has(field)) return day(text, mapping.dates);
    if (NUMBERS.has(field)) return decimal(text, mapping.decimals);
    if (field === 'source' || field === 'repeats_source') return slugOf(text.toLowerCase()) ?? text;
    return codesByWord.get(field)?.get(folded(text)) ?? text;
  };
  const toCells = (cells: readonly string[]): string[] => {
    const read = (field: ImportField): string => {
      const place = places.get(field);
      const written = place === undefined ? '' : (cells[place] ?? '').trim();
      const fixed = (mapping.fixed as Partial<Record<ImportField, string>>)[field];
      return convert(field, written === '' ? (fixed ?? '').trim() : written);
    };
    const last = parseDay(read('last_day'));
    const end = read('period_end') || (last ? addDays(last, 1) : read('last_day'));
    const own: Partial<Record<ClaimColumn, string>> = {
      period_end: end,
      value_kind: read('value_kind') || valueKindOf(read('low'), read('best'), read('high')),
      claim_key: read('claim_key') || keyOf(read, end),
    };
    return columns.map((column) => own[column] ?? read(column));
  };
  return { columns, toCells };
}

function keyOf(read: (field: ImportField) => string, end: string): string {
  const scope = read('scope');
  const days = [read('as_of') || read('period_start'), read('as_of') ? '' : end].filter((text) => text !== '');
  const dated = days.length > 0 ? days : [read('published_on')].filter((text) => text !== '');
  if (dated.length === 0) return '';
  const parts = [
    read('source'),
    read('metric'),
    read('side'),
    scope === THEATRE ? '' : scope,
    read('release'),
    ...dated,
  ];
  return parts
    .filter((part) => part !== '')
    .join('-')
    .replaceAll('_', '-')
    .slice(0, 120);
}

/** Columns of every claims file that a mapped file may lack, with what it then says nothing about. */
const OPTIONAL: Readonly<
  Partial<Record<ClaimColumn, SilentFields['claim'][number] | { readonly of: SilentFields['publication'][number] }>>
> = {
  spokesperson: 'spokesperson',
  rounding_unit: 'roundingUnit',
  count_basis: 'countBasis',
  release: 'release',
  repeats_source: 'repeatsSource',
  updates: 'updates',
  standing: 'standing',
  standing_reason: 'standingReason',
  note: 'note',
  relay: { of: 'relay' },
  published_on: { of: 'publishedOn' },
  publisher: { of: 'publisher' },
  title: { of: 'title' },
  url: { of: 'url' },
  quote: { of: 'quote' },
};

/** What a file that is read as these columns says nothing about. */
export function silentFieldsOfMapping(columns: readonly ClaimColumn[]): SilentFields {
  const further = silentFieldsOf(FURTHER_COLUMNS.filter((column) => !columns.includes(column)));
  const claim: SilentFields['claim'][number][] = [...further.claim];
  const publication: SilentFields['publication'][number][] = [...further.publication];
  for (const column of CLAIM_COLUMNS) {
    const field = OPTIONAL[column];
    if (field === undefined || columns.includes(column)) continue;
    if (typeof field === 'string') claim.push(field);
    else publication.push(field.of);
  }
  return { claim, publication, firstPublication: further.firstPublication };
}

/** The header and first rows of a CSV file, from its first bytes; null where a quotation mark in them is never closed. */
export function readHead(
  first: Uint8Array,
  delimiter: string,
  rows = 5,
): { readonly header: string[]; readonly samples: string[][] } | null {
  const text = new TextDecoder('utf-8').decode(first, { stream: true });
  try {
    // More rows are not looked at: the last one may be cut in two where the first bytes end.
    const records: string[][] = parse(text, {
      delimiter,
      to: rows + 1,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
    const [header = [], ...samples] = records;
    return {
      header: header.map((name) => name.trim().slice(0, 200)),
      samples: samples.map((cells) => cells.map((cell) => cell.slice(0, 200))),
    };
  } catch {
    return null;
  }
}
