/**
 * Revisions on their way into the tables: looked up, assembled, written. A piece of thousands is one statement.
 */
import 'server-only';
import { badgeOf } from '@/lib/ledger/badge';
import { type Claim, type ClaimId, firstPublishedOn, isRelayed } from '@/lib/ledger/claim';
import type { Attribution, ChangeCause, ChangeClass, Substance } from '@/lib/ledger/vocabulary';
import {
  contentHashOf,
  hashOf,
  isTotal,
  keysOf,
  kindOf,
  listedOn,
  publicationFields,
  reachOf,
  searchText,
} from './claim-content';
import { longerIdsOf, shortestIdOf } from './public-id';
import type { Counted, Publishing } from './publishing';

/** Why a revision is published, and what is said about it. */
export type Change = { readonly class: ChangeClass; readonly cause: ChangeCause | null; readonly note: string | null };

type RevisionRow = { readonly row: Partial<Record<RevisionColumn, unknown>>; readonly counted: Counted };

/** One revision as the database takes it, with what the core computes of it. */
function toRevision(
  held: Publishing,
  { claim, attribution, substance, ...identity }: Append,
  change: Change,
): RevisionRow {
  const source = held.sources.get(claim.source);
  if (!source) throw new Error(`no source ${claim.source}`);
  const repeats = claim.repeatsSource === null ? null : held.sources.get(claim.repeatsSource);
  const series = held.seriesOf(claim);
  if (repeats) held.noteRepeat(series.id, repeats.id);
  const facetId = held.facetOf(series.id, claim.countBasis, badgeOf({ attribution, substance }), isTotal(claim));
  const reach = reachOf(claim);
  const publishedOn = firstPublishedOn(claim.publications);
  const day = listedOn(claim);
  return {
    row: {
      claim_id: identity.claimId,
      number: identity.number,
      series_id: series.id,
      facet_id: facetId,
      is_total: isTotal(claim),
      reach_from: reach?.from,
      reach_to: reach?.to,
      listed_on: day,
      published_on: publishedOn,
      period_start: claim.periodStart,
      period_end: claim.periodEnd,
      as_of: claim.asOf,
      repeats_source_id: repeats?.id,
      relayed: isRelayed(claim.publications),
      provisional: claim.provisional,
      attribution,
      substance,
      standing: claim.standing,
      period_kind: claim.periodKind,
      time_basis: claim.timeBasis,
      value_kind: claim.valueKind,
      low: claim.low,
      best: claim.best,
      high: claim.high,
      rounding_unit: claim.roundingUnit,
      interval_meaning: claim.intervalMeaning,
      count_basis: claim.countBasis,
      release: claim.release,
      components: Object.keys(claim.components).length > 0 ? JSON.stringify(claim.components) : null,
      ratio_of: claim.ratioOf.length > 0 ? JSON.stringify(claim.ratioOf) : null,
      updates: claim.updates,
      links: linkFieldsOf(claim),
      lineage_decided: claim.lineageDecided,
      spokesperson: claim.spokesperson,
      standing_reason: claim.standingReason,
      note: claim.note,
      content_hash: contentHashOf(claim),
      change_class: change.class,
      change_cause: change.cause,
      change_note: change.note,
      document: searchText(claim, source.source),
      public_id: identity.publicId,
      key: claim.key,
    },
    counted: {
      claimId: identity.claimId,
      seriesId: series.id,
      facetId,
      listedOn: day,
      reachFrom: reach?.from ?? null,
      reachTo: reach?.to ?? null,
      kind: kindOf(claim),
    },
  };
}

/** The links of `ClaimLinkFields` as JSON; null where a claim states none of them, as nearly all do. */
function linkFieldsOf({ corrects, repeats, derivesFrom, contradicts, partOf }: Claim): string | null {
  const lists = Object.entries({ repeats, derivesFrom, contradicts, partOf }).filter(([, keys]) => keys.length > 0);
  if (corrects === null && lists.length === 0) return null;
  return JSON.stringify({ ...(corrects === null ? {} : { corrects }), ...Object.fromEntries(lists) });
}

/** Columns of a revision as they are handed over, each as one array. */
const REVISION_COLUMNS = {
  claim_id: 'bigint',
  number: 'int',
  series_id: 'int',
  facet_id: 'int',
  is_total: 'boolean',
  reach_from: 'date',
  reach_to: 'date',
  listed_on: 'date',
  published_on: 'date',
  period_start: 'date',
  period_end: 'date',
  as_of: 'date',
  repeats_source_id: 'int',
  relayed: 'boolean',
  provisional: 'boolean',
  attribution: 'text',
  substance: 'text',
  standing: 'text',
  period_kind: 'text',
  time_basis: 'text',
  value_kind: 'text',
  low: 'numeric',
  best: 'numeric',
  high: 'numeric',
  rounding_unit: 'numeric',
  interval_meaning: 'text',
  count_basis: 'text',
  release: 'text',
  components: 'jsonb',
  ratio_of: 'text',
  updates: 'text',
  links: 'jsonb',
  lineage_decided: 'boolean',
  spokesperson: 'text',
  standing_reason: 'text',
  note: 'text',
  content_hash: 'uuid',
  change_class: 'text',
  change_cause: 'text',
  change_note: 'text',
  document: 'text',
  public_id: 'text',
  key: 'text',
} as const;
type RevisionColumn = keyof typeof REVISION_COLUMNS;

const PUBLICATION_COLUMNS = {
  id: 'bigint',
  content_hash: 'uuid',
  relay: 'text',
  publisher: 'text',
  title: 'text',
  url: 'text',
  archive_url: 'text',
  published_on: 'date',
  language: 'text',
  quote: 'text',
  key: 'text',
  note: 'text',
  place: 'text',
  translation: 'text',
} as const;
type PublicationColumn = keyof typeof PUBLICATION_COLUMNS;

const JOIN_COLUMNS = { claim_id: 'bigint', number: 'int', position: 'int', publication_id: 'bigint' } as const;
const KEY_COLUMNS = { key: 'text', claim_id: 'bigint' } as const;
const SERIES_COLUMNS = {
  id: 'int',
  source_id: 'int',
  metric: 'text',
  side: 'text',
  scope: 'text',
  definition_version: 'int',
} as const;
const FACET_COLUMNS = { id: 'int', series_id: 'int', count_basis: 'text', badge: 'text', is_total: 'boolean' } as const;

/** `unnest($1::bigint[], …) AS name(id, …)`: rows from one array for each column, which costs a quarter of the same rows as JSON. */
function rowsFrom(columns: Readonly<Record<string, string>>, first: number, name: string): string {
  const arrays = Object.values(columns).map((type, index) => `$${first + index}::${type}[]`);
  return `unnest(${arrays.join(', ')}) AS ${name}(${Object.keys(columns).join(', ')})`;
}

const TABLES = [
  REVISION_COLUMNS,
  PUBLICATION_COLUMNS,
  JOIN_COLUMNS,
  KEY_COLUMNS,
  SERIES_COLUMNS,
  FACET_COLUMNS,
] as const;

/** The rows handed over for one of the tables; $1 and $2 are the ledger number and the role. */
function handedOver(columns: (typeof TABLES)[number], name: string): string {
  const before = TABLES.slice(0, TABLES.indexOf(columns)).reduce((sum, other) => sum + Object.keys(other).length, 0);
  return rowsFrom(columns, 3 + before, name);
}

const namesOf = (columns: object) => Object.keys(columns).join(', ');
/** Columns that a revision is written with as they are handed over; with `ratio_of`, `ledger_number` and `by_role` all that it has. */
export const KEPT_COLUMNS = Object.keys(REVISION_COLUMNS)
  .filter((column) => !['ratio_of', 'document', 'key'].includes(column))
  .join(', ');

/** One statement for a whole piece, so that what its rows say of each other is checked when all of them are there. */
const APPEND = `
  WITH revision AS MATERIALIZED (
    SELECT * FROM ${handedOver(REVISION_COLUMNS, 'r')}
  ), add_series AS (
    INSERT INTO series (${namesOf(SERIES_COLUMNS)}, last_ledger_number) SELECT s.*, $1 FROM ${handedOver(SERIES_COLUMNS, 's')}
  ), add_facet AS (
    INSERT INTO claim_facet (${namesOf(FACET_COLUMNS)}) SELECT * FROM ${handedOver(FACET_COLUMNS, 'f')}
  ), add_publication AS (
    INSERT INTO publication (${namesOf(PUBLICATION_COLUMNS)}) SELECT * FROM ${handedOver(PUBLICATION_COLUMNS, 'p')}
  ), add_claim AS (
    INSERT INTO claim (id, public_id, key, current_revision, ledger_number)
    SELECT claim_id, public_id, key, 1, $1 FROM revision WHERE number = 1
  ), add_revision AS (
    INSERT INTO claim_revision (ledger_number, by_role, ratio_of, ${KEPT_COLUMNS})
    SELECT $1, $2, CASE WHEN ratio_of IS NOT NULL THEN ARRAY(SELECT json_array_elements_text(ratio_of::json)) END, ${KEPT_COLUMNS} FROM revision
  ), add_join AS (
    INSERT INTO claim_revision_publication (${namesOf(JOIN_COLUMNS)}) SELECT * FROM ${handedOver(JOIN_COLUMNS, 'j')}
  ), add_key AS (
    INSERT INTO claim_key (${namesOf(KEY_COLUMNS)}) SELECT * FROM ${handedOver(KEY_COLUMNS, 'k')}
  )
  INSERT INTO claim_search (claim_id, facet_id, listed_on, reach_from, reach_to, document)
  SELECT claim_id, facet_id, listed_on, reach_from, reach_to, array_to_tsvector(string_to_array(document, ' ')) FROM revision
  ON CONFLICT (claim_id) DO UPDATE SET facet_id = EXCLUDED.facet_id, listed_on = EXCLUDED.listed_on, reach_from = EXCLUDED.reach_from,
    reach_to = EXCLUDED.reach_to, document = EXCLUDED.document`;

/** Types whose text needs no quotation marks inside an array. */
const PLAIN = new Set(['bigint', 'int', 'boolean', 'numeric', 'date', 'uuid']);

/** One column as the text of an array; empty when it holds nothing at all, since shorter arrays are filled up with nulls. */
function toArrayText(values: readonly unknown[], isPlain: boolean): string {
  let text = '';
  let isEmpty = true;
  for (const value of values) {
    if (value === null || value === undefined) text += ',NULL';
    else {
      isEmpty = false;
      text += isPlain ? `,${value}` : `,"${quoted(String(value))}"`;
    }
  }
  return isEmpty ? '{}' : `{${text.slice(1)}}`;
}

function quoted(text: string): string {
  return text.includes('"') || text.includes('\\') ? text.replace(/["\\]/g, '\\$&') : text;
}

/** The rows as one array for each column, in the order of the columns. */
function toArrays<Column extends string>(
  columns: Readonly<Record<Column, string>>,
  rows: readonly Partial<Readonly<Record<Column, unknown>>>[],
): string[] {
  return (Object.keys(columns) as Column[]).map((column) =>
    toArrayText(
      rows.map((row) => row[column]),
      PLAIN.has(columns[column]),
    ),
  );
}

/** A revision to be appended, with how far it is verified and the keys that it brings beside the claim's own. */
export type Append = {
  readonly claim: Claim;
  readonly attribution: Attribution;
  /** What supports the number so far; the end of the publish finds what it makes of it (`updateSubstance`). */
  readonly substance: Substance;
  readonly claimId: number;
  readonly number: number;
  readonly publicId: ClaimId;
  readonly furtherKeys: readonly string[];
};

/** Which keys, public ids and publications of some claims the ledger has already. What is written meanwhile is added by the writer. */
export type Taken = {
  readonly keys: Set<string>;
  readonly ids: Set<string>;
  readonly publications: Map<string, number>;
};

/** Digests of publications, taken once although they are looked up and written. */
const publicationHashes = new WeakMap<Claim, readonly string[]>();

function publicationHashesOf(claim: Claim): readonly string[] {
  const known = publicationHashes.get(claim);
  if (known) return known;
  const hashes = claim.publications.map((publication) => hashOf(publicationFields(publication)));
  publicationHashes.set(claim, hashes);
  return hashes;
}

const TAKEN = `
  SELECT 'key' AS what, key AS value, NULL::bigint AS id FROM claim WHERE key = ANY($1)
  UNION ALL SELECT 'key', key, NULL FROM claim_key WHERE key = ANY($1)
  UNION ALL SELECT 'id', public_id, NULL FROM claim WHERE public_id = ANY($2)
  UNION ALL SELECT 'publication', replace(content_hash::text, '-', ''), id FROM publication WHERE content_hash = ANY($3::uuid[])`;

/** Asks the ledger once for all that the claims of a piece could collide with. */
export async function lookUp(held: Publishing, claims: readonly Claim[]): Promise<Taken> {
  const { rows } = await held.query<{ what: 'key' | 'id' | 'publication'; value: string; id: number | null }>(TAKEN, [
    claims.flatMap(keysOf),
    claims.map(({ key }) => shortestIdOf(key)),
    claims.flatMap(publicationHashesOf),
  ]);
  const taken: Taken = { keys: new Set(), ids: new Set(), publications: new Map() };
  for (const { what, value, id } of rows) {
    if (what === 'key') taken.keys.add(value);
    else if (what === 'id') taken.ids.add(value);
    else if (id !== null) taken.publications.set(value, id);
  }
  await lookUpLonger(held, claims, taken);
  return taken;
}

/** A few claims in a million have the shortest id of another: for these the longer ones are looked up, too. */
async function lookUpLonger(held: Publishing, claims: readonly Claim[], taken: Taken): Promise<void> {
  if (taken.ids.size === 0) return;
  const longer = claims.filter(({ key }) => taken.ids.has(shortestIdOf(key))).flatMap(({ key }) => longerIdsOf(key));
  const { rows } = await held.query<{ public_id: string }>('SELECT public_id FROM claim WHERE public_id = ANY($1)', [
    longer,
  ]);
  for (const { public_id } of rows) taken.ids.add(public_id);
}

/** A piece made ready for the database: all that is left is to send it. */
export type Assembled = {
  readonly counted: readonly Counted[];
  readonly publicIds: readonly ClaimId[];
  /** Publications that it brings, by their digests. */
  readonly publications: Map<string, number>;
  readonly send: () => Promise<void>;
};

/** Makes rows of revisions. Publications that `taken` lacks are added to it. */
export function assemble(held: Publishing, appends: readonly Append[], taken: Taken, change: Change): Assembled {
  const publications: Partial<Record<PublicationColumn, unknown>>[] = [];
  const joins: Record<keyof typeof JOIN_COLUMNS, number>[] = [];
  const added = new Map<string, number>();
  const revisions = appends.map((append) => {
    const { claim, claimId, number } = append;
    const hashes = publicationHashesOf(claim);
    claim.publications.forEach((publication, place) => {
      const hash = hashes[place] ?? '';
      let id = taken.publications.get(hash);
      if (id === undefined) {
        id = held.nextId('publication');
        taken.publications.set(hash, id);
        added.set(hash, id);
        const { archiveUrl, publishedOn, ...rest } = publication;
        publications.push({ id, content_hash: hash, archive_url: archiveUrl, published_on: publishedOn, ...rest });
      }
      joins.push({ claim_id: claimId, number, position: place + 1, publication_id: id });
    });
    return toRevision(held, append, change);
  });
  const keys = appends.flatMap(({ furtherKeys, claimId }) => furtherKeys.map((key) => ({ key, claim_id: claimId })));
  const { series, facets } = held.takeOpened();
  const values = [
    held.publish.ledgerNumber,
    held.role,
    ...toArrays(
      REVISION_COLUMNS,
      revisions.map(({ row }) => row),
    ),
    ...toArrays(PUBLICATION_COLUMNS, publications),
    ...toArrays(JOIN_COLUMNS, joins),
    ...toArrays(KEY_COLUMNS, keys),
    ...toArrays(
      SERIES_COLUMNS,
      series.map(({ id, sourceId, claim: { metric, side, scope, definitionVersion } }) => ({
        id,
        source_id: sourceId,
        metric,
        side,
        scope,
        definition_version: definitionVersion,
      })),
    ),
    ...toArrays(
      FACET_COLUMNS,
      facets.map(({ id, seriesId, countBasis, badge, isTotal }) => ({
        id,
        series_id: seriesId,
        count_basis: countBasis,
        badge,
        is_total: isTotal,
      })),
    ),
  ];
  return {
    counted: revisions.map(({ counted }) => counted),
    publicIds: appends.map(({ publicId }) => publicId),
    publications: added,
    send: async () => {
      await held.query(APPEND, values);
    },
  };
}
