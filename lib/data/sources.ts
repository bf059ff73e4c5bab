/**
 * The registry of sources: who can be the originator of a claim. Entries are followed by revisions, never changed.
 */
import 'server-only';
import type { Source } from '@/lib/ledger/source';
import type { ChangeCause, ChangeClass } from '@/lib/ledger/vocabulary';
import { publish, type Role } from './ledger';
import { Publishing } from './publishing';
import { toSearchWords } from './search-words';

/** Why sources cannot be registered: a name that means another one already. */
export type SourceRefusal = { readonly slug: string; readonly message: string };

/** Registers sources, or revises those that are there and differ, inside an open publish. Answers refusals; nothing may be kept then. */
export async function addSources(
  held: Publishing,
  sources: readonly Source[],
  change: { readonly class: ChangeClass; readonly cause?: ChangeCause | null; readonly note: string | null },
): Promise<SourceRefusal[]> {
  const changed = sources.filter(
    (source) => JSON.stringify(source) !== JSON.stringify(held.sources.get(source.slug)?.source),
  );
  if (changed.length === 0) return [];
  const opened = changed
    .filter(({ slug }) => !held.sources.has(slug))
    .map(({ slug }) => ({ id: held.nextId('source'), slug }));
  await held.query(
    `INSERT INTO source (id, slug, ledger_number) SELECT id, slug, $2 FROM json_to_recordset($1::json) AS r(id int, slug text)`,
    [JSON.stringify(opened), held.publish.ledgerNumber],
  );
  const revisions = changed.map((source) => {
    const before = held.sources.get(source.slug);
    const id = before?.id ?? opened.find(({ slug }) => slug === source.slug)?.id;
    if (id === undefined) throw new Error(`no id for the source ${source.slug}`);
    const number = (before?.revision ?? 0) + 1;
    held.record({
      verb: before ? 'source.revised' : 'source.registered',
      subject: source.slug,
      before: before?.source,
      after: source,
      changeClass: before ? change.class : 'new',
      changeCause: change.cause ?? null,
      reason: change.note,
    });
    held.sources.set(source.slug, { id, slug: source.slug, source, revision: number });
    if (before) held.touchSeriesOf(id);
    // Its claims count over other days now, or are nobody's in particular: what agrees with them is found anew.
    if (
      before &&
      (before.source.countingConvention !== source.countingConvention ||
        before.source.originKnown !== source.originKnown)
    )
      held.recompareSource(id);
    return { source_id: id, number, content: source, change_class: before ? change.class : 'new' };
  });
  await held.query(
    `INSERT INTO source_revision (source_id, number, ledger_number, change_class, change_cause, change_note, by_role, content)
     SELECT source_id, number, $2, change_class, $5, $3, $4, content
       FROM json_to_recordset($1::json) AS r(source_id int, number int, change_class text, content jsonb)`,
    [JSON.stringify(revisions), held.publish.ledgerNumber, change.note, held.role, change.cause ?? null],
  );
  const renamed = revisions.map(({ source_id, content }) => ({ id: source_id, source: content }));
  const refusals = await writeAliases(held, renamed);
  if (refusals.length === 0) for (const { id, source } of renamed) await addNamesToSearch(held, id, source);
  return refusals;
}

/** Claims are found under every name that their source has had: new ones are added to their words, and none is taken away. */
async function addNamesToSearch(held: Publishing, id: number, source: Source): Promise<void> {
  await held.query(
    `UPDATE claim_search SET document = document || array_to_tsvector($2::text[])
       FROM claim_facet f JOIN series s ON s.id = f.series_id
      WHERE f.id = claim_search.facet_id AND s.source_id = $1`,
    [id, toSearchWords([source.name, source.shortName, ...source.aliases].join(' '))],
  );
}

/** Rewrites the names under which sources are found; a name that means another source is refused. */
async function writeAliases(
  held: Publishing,
  sources: readonly { id: number; source: Source }[],
): Promise<SourceRefusal[]> {
  const rows = sources.flatMap(({ id, source }) => {
    const spellings = new Map<string, { kind: string; spelling: string }>();
    for (const [kind, spelling] of [['name', source.name], ...source.aliases.map((alias) => ['alias', alias])] as [
      string,
      string,
    ][])
      if (!spellings.has(spelling.toLowerCase())) spellings.set(spelling.toLowerCase(), { kind, spelling });
    return [...spellings.values()].map((entry) => ({ source_id: id, slug: source.slug, ...entry }));
  });
  await held.query('DELETE FROM source_alias WHERE source_id = ANY($1::int[])', [sources.map(({ id }) => id)]);
  const { rows: taken } = await held.query<{ folded: string; slug: string }>(
    'SELECT folded, slug FROM source_alias JOIN source ON source.id = source_id',
  );
  const owners = new Map(taken.map(({ folded, slug }) => [folded, slug]));
  const refusals: SourceRefusal[] = [];
  for (const { slug, spelling } of rows) {
    const owner = owners.get(spelling.toLowerCase());
    if (owner !== undefined) refusals.push({ slug, message: `“${spelling}” already means the source ${owner}.` });
    owners.set(spelling.toLowerCase(), slug);
  }
  if (refusals.length > 0) return refusals;
  await held.query(
    `INSERT INTO source_alias (folded, source_id, kind, spelling)
     SELECT lower(spelling), source_id, kind, spelling FROM json_to_recordset($1::json) AS r(source_id int, kind text, spelling text)`,
    [JSON.stringify(rows)],
  );
  return [];
}

/** Publishes entries of the registry: new ones, and revisions of those that differ. Null when nothing differs. */
export async function publishSources(
  sources: readonly Source[],
  change: { readonly class: ChangeClass; readonly note: string | null; readonly role: Role; readonly summary: string },
): Promise<{ ok: true; ledgerNumber: bigint | null } | { ok: false; refusals: readonly SourceRefusal[] }> {
  return publish<{ ok: true; ledgerNumber: bigint | null } | { ok: false; refusals: readonly SourceRefusal[] }>(
    { kind: 'source', summary: change.summary, role: change.role },
    async (client, opened) => {
      const held = await Publishing.open(client, opened, change.role);
      const refusals = await addSources(held, sources, change);
      if (refusals.length > 0) return { keep: false, result: { ok: false, refusals } };
      if (!held.hasChanges) return { keep: false, result: { ok: true, ledgerNumber: null } };
      await held.close();
      return { keep: true, result: { ok: true, ledgerNumber: opened.ledgerNumber } };
    },
  );
}
