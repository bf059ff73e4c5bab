/**
 * The registry as CSV: sources, what they mean by their metrics, and notes pinned to series.
 */
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { definitionSchema, type SeriesEvent, type Source, seriesEventSchema, sourceSchema } from '@/lib/ledger/source';

type Cells = Readonly<Record<string, string>>;

function readRows(text: string): Cells[] {
  return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
}

/** Fields with something in them, so that the schema's defaults hold for the others. */
function filled(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null),
  );
}

const list = (cell: string | undefined) => (cell ? cell.split('|') : null);
const truth = (cell: string | undefined) => (cell === '' || cell === undefined ? null : cell === 'true');

/** The value that a schema makes of a row, or an error that names file and row. */
function parseRow<Schema extends z.ZodType>(
  schema: Schema,
  fields: unknown,
  file: string,
  index: number,
): z.output<Schema> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`${file}, row ${index + 2}: ${issues.join('; ')}`);
}

/** Sources with their definitions, in the order of the file. Throws on the first row that is wrong: the files are the product's own. */
export function parseSourcesCsv(sourcesCsv: string, definitionsCsv: string): Source[] {
  const definitions = readRows(definitionsCsv).map(({ source, version, inferred, ...row }, index) => ({
    source,
    definition: parseRow(
      definitionSchema,
      filled({ ...row, version: version ? Number(version) : null, inferred: truth(inferred) }),
      'definitions.csv',
      index,
    ),
  }));
  const sources = readRows(sourcesCsv).map((row, index) =>
    parseRow(
      sourceSchema,
      filled({
        slug: row.slug,
        name: row.name,
        shortName: row.short_name,
        class: row.class,
        party: row.party,
        aliases: list(row.aliases),
        originKnown: truth(row.origin_known),
        countingConvention: row.counting_convention,
        cutoff: row.cutoff,
        totalsAreDifferenceable: row.totals_are_differenceable,
        cadence: row.cadence,
        endedOn: row.ended_on,
        languages: list(row.languages),
        homepage: row.homepage,
        about: row.about,
        overcounts: row.overcounts,
        undercounts: row.undercounts,
        attribution: row.attribution,
        bulkWithheld: truth(row.bulk_withheld),
        bulkWithheldReason: row.bulk_withheld_reason,
        definitions: definitions.filter(({ source }) => source === row.slug).map(({ definition }) => definition),
      }),
      'sources.csv',
      index,
    ),
  );
  const strays = definitions.filter(({ source }) => !sources.some(({ slug }) => slug === source));
  if (strays.length > 0)
    throw new Error(`definitions.csv names no known source: ${strays.map(({ source }) => source).join(', ')}`);
  return sources;
}

/** Notes pinned to series. Throws on the first row that is wrong. */
export function parseSeriesEventsCsv(eventsCsv: string): SeriesEvent[] {
  return readRows(eventsCsv).map((row, index) => parseRow(seriesEventSchema, filled(row), 'events.csv', index));
}
