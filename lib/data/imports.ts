/**
 * Claims from files: what is new is written, what is here already is recognised, and what says something else than the ledger is reported
 * and left alone. A dry run is the same import, taken back at the end.
 */
import 'server-only';
import type { Claim, ClaimId, Publication } from '@/lib/ledger/claim';
import { changedFields, contentHashOf, hashOf, isTotal, publicationFields } from './claim-content';
import { ALL_KEYS, type Refusal } from './claim-links';
import { addClaimBatches, type ClaimBatches, readCurrent, revise } from './claims';
import { rowsOf } from './db';
import { type Publish, publish } from './ledger';
import { Publishing, type Queries } from './publishing';
import { toDecimal } from './rows';

type Value = Pick<Claim, 'low' | 'best' | 'high'>;

/** A claim whose key is in the ledger with another content. */
export type Difference = { readonly key: string; readonly id: ClaimId; readonly fields: readonly (keyof Claim)[] };

/** A running total of a day for which the ledger holds another value: most likely the source corrected itself, or somebody mistyped. */
export type LikelyCorrection = {
  readonly key: string;
  readonly id: ClaimId;
  readonly held: Value;
  readonly found: Value;
};

export type ImportReport = {
  readonly committed: boolean;
  readonly ledgerNumber: bigint | null;
  /** New claims. */
  readonly published: number;
  /** Claims that gained a publication. */
  readonly extended: number;
  readonly alreadyHere: number;
  readonly differences: readonly Difference[];
  readonly likelyCorrections: readonly LikelyCorrection[];
  /** When there are any, nothing at all is written. */
  readonly refusals: readonly Refusal[];
};

/** How to read a file against the ledger. */
export type ImportOptions = {
  readonly commit: boolean;
  readonly summary: string;
  /** Fields about which the file has no column: it says nothing of them, so they cannot differ. */
  readonly silent: {
    readonly claim: readonly (keyof Claim)[];
    readonly publication: readonly (keyof Publication)[];
    /** Of the publication that shares the claim's row. */
    readonly firstPublication: readonly (keyof Publication)[];
  };
  /** Further publications of claims that are in the ledger and not in the file: what the claim becomes with them. */
  readonly extensions: ReadonlyMap<string, (claim: Claim) => Claim>;
  /** A file of totals says values and nothing else: where the value agrees, the claim is the same. */
  readonly valuesOnly: boolean;
};

/** What comparing with the ledger has found so far. */
export type Tally = {
  alreadyHere: number;
  extended: number;
  readonly differences: Difference[];
  readonly likelyCorrections: LikelyCorrection[];
  /** Claims of the file that are here with fewer publications; revised once all new claims are written. */
  readonly extensions: Claim[];
};

/** Nothing found yet. */
export function emptyTally(): Tally {
  return { alreadyHere: 0, extended: 0, differences: [], likelyCorrections: [], extensions: [] };
}

/** What a file is compared with: the ledger as it is before the publish with this number. */
export type Compared = Queries & { readonly publish: Pick<Publish, 'ledgerNumber'> };

/** How a file is compared. */
export type Comparing = Pick<ImportOptions, 'silent' | 'valuesOnly'>;

type HeldClaim = { readonly id: ClaimId; readonly key: string; readonly hash: string };

/** Imports claims as one publish: all or nothing, except that what differs from the ledger is left out and reported. */
export async function importClaims(batches: ClaimBatches, options: ImportOptions): Promise<ImportReport> {
  return publish<ImportReport>(
    { kind: 'import', summary: options.summary, role: 'importer' },
    async (client, opened) => {
      const held = await Publishing.open(client, opened, 'importer');
      const tally = emptyTally();
      const { published, refusals } = await addClaimBatches(held, onlyNew(held, batches, options, tally));
      const extensions = [...options.extensions, ...tally.extensions.map((claim) => [claim.key, () => claim] as const)];
      for (const [key, extend] of extensions) {
        const current = await readCurrent(held, { key });
        if (!current)
          refusals.push({
            key,
            field: 'same_as',
            message: `names a claim that is neither in the ledger nor in the file: ${key}.`,
          });
        else refusals.push(...(await extendClaim(held, current, extend(current.claim), tally)));
      }
      const isKept = options.commit && refusals.length === 0 && published + tally.extended > 0;
      if (isKept) {
        const after = { claims: published, extended: tally.extended };
        held.record({
          verb: 'claims.published',
          subject: `publish ${opened.ledgerNumber}`,
          after,
          changeClass: 'new',
          reason: options.summary,
        });
        await held.close();
      }
      const { alreadyHere, extended, differences, likelyCorrections } = tally;
      const ledgerNumber = isKept ? opened.ledgerNumber : null;
      return {
        keep: isKept,
        result: {
          committed: isKept,
          ledgerNumber,
          published,
          extended,
          alreadyHere,
          differences,
          likelyCorrections,
          refusals,
        },
      };
    },
  );
}

/** Passes on the claims of each batch that the ledger does not hold. */
async function* onlyNew(
  held: Publishing,
  batches: ClaimBatches,
  options: ImportOptions,
  tally: Tally,
): AsyncGenerator<Claim[]> {
  for await (const batch of batches) yield await sift(held, batch, options, tally);
}

/** The claims of a batch that the ledger does not hold; what became of the others is added to the tally. */
export async function sift(
  held: Compared,
  batch: readonly Claim[],
  options: Comparing,
  tally: Tally,
): Promise<Claim[]> {
  const here = await heldByKey(held, batch);
  const totals = await heldTotals(
    held,
    batch.filter((claim) => isTotal(claim) && (options.valuesOnly || !here.has(claim.key))),
  );
  const fresh: Claim[] = [];
  for (const claim of batch) {
    const same = here.get(claim.key);
    if (same && !options.valuesOnly) {
      if (same.hash === contentHashOf(claim) || same.key !== claim.key) tally.alreadyHere += 1;
      else await compare(held, claim, options, tally);
      continue;
    }
    const others = totals.get(totalKeyOf(claim)) ?? [];
    const isSame = (other: HeldTotal) => sameValue(other, claim);
    const conflicting = others.find(
      (other) => other.standing === 'current' && !isOtherRelease(other.release, claim.release),
    );
    if (others.some(isSame)) tally.alreadyHere += 1;
    else if (conflicting)
      tally.likelyCorrections.push({ key: claim.key, id: conflicting.public_id, held: conflicting, found: claim });
    else fresh.push(claim);
  }
  return fresh;
}

/** Claims of the ledger by the keys of a batch. */
async function heldByKey(held: Compared, batch: readonly Claim[]): Promise<Map<string, HeldClaim>> {
  const { rows } = await held.query<{ key: string; id: ClaimId; own_key: string; hash: string }>(
    `SELECT k.key, c.public_id AS id, c.key AS own_key, replace(r.content_hash::text, '-', '') AS hash
       FROM (${ALL_KEYS}) k JOIN claim c ON c.id = k.claim_id JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision`,
    [batch.map(({ key }) => key)],
  );
  return new Map(rows.map((row) => [row.key, { id: row.id, key: row.own_key, hash: row.hash }]));
}

type HeldTotal = Value & {
  readonly public_id: ClaimId;
  readonly release: string | null;
  readonly standing: Claim['standing'];
};

const totalKeyOf = (
  claim: Pick<Claim, 'source' | 'metric' | 'side' | 'scope' | 'periodKind' | 'periodStart' | 'asOf'>,
) =>
  [
    claim.source,
    claim.metric,
    claim.side,
    claim.scope,
    claim.periodKind,
    claim.periodStart ?? '',
    claim.asOf ?? '',
  ].join('|');

/** Totals that were in the ledger before this import, for the same source, metric, side, scope and day. */
async function heldTotals(held: Compared, claims: readonly Claim[]): Promise<Map<string, HeldTotal[]>> {
  if (claims.length === 0) return new Map();
  const columns = (['source', 'metric', 'side', 'scope', 'asOf'] as const).map((field) =>
    claims.map((claim) => claim[field]),
  );
  const { rows } = await held.query<
    HeldTotal &
      Pick<Claim, 'source' | 'metric' | 'side' | 'scope'> & {
        period_kind: Claim['periodKind'];
        period_start: Claim['periodStart'];
        as_of: Claim['asOf'];
      }
  >(
    `SELECT DISTINCT c.public_id, r.low, r.best, r.high, r.release, r.standing, w.source, w.metric, w.side, w.scope, r.period_kind, r.period_start, r.as_of
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[]) AS w(source, metric, side, scope, day)
       JOIN source o ON o.slug = w.source
       JOIN series s ON s.source_id = o.id AND s.metric = w.metric AND s.side = w.side AND s.scope = w.scope
       JOIN claim_revision r ON r.series_id = s.id AND r.is_total AND r.reach_to = w.day
       JOIN claim c ON c.id = r.claim_id AND c.current_revision = r.number AND c.ledger_number < $1`,
    [held.publish.ledgerNumber, ...columns],
  );
  return Map.groupBy(
    rows.map((row) => ({
      ...row,
      periodKind: row.period_kind,
      periodStart: row.period_start,
      asOf: row.as_of,
      low: toDecimal(row.low),
      best: toDecimal(row.best),
      high: toDecimal(row.high),
    })),
    totalKeyOf,
  );
}

const numberOf = ({ low, best, high }: Value) => [low, best, high].filter((value) => value !== null).join('|');

/** “About 500” and “500” are the same number, said with more or less care. */
function sameValue(a: Value, b: Value): boolean {
  return numberOf(a) === numberOf(b);
}

/** Two named editions may differ: neither corrects the other. */
function isOtherRelease(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

const fingerprint = (publication: Publication) => hashOf(publicationFields(publication));

/** The file's claim as it would be if it also said what its columns cannot say. */
function fillSilent(found: Claim, here: Claim, { silent }: Comparing): Claim {
  const claim = { ...found, ...Object.fromEntries(silent.claim.map((field) => [field, here[field]])) };
  if (silent.publication.length + silent.firstPublication.length === 0) return claim;
  const publications = found.publications.map((publication, index) => {
    const same = here.publications.find((other) => other.key === publication.key) ?? here.publications[index];
    const fields = index === 0 ? [...silent.publication, ...silent.firstPublication] : silent.publication;
    return same ? { ...publication, ...Object.fromEntries(fields.map((field) => [field, same[field]])) } : publication;
  });
  return { ...claim, publications };
}

/** Finds out how a claim of the file differs from the one with its key. Only further publications are taken in. */
async function compare(held: Compared, found: Claim, options: Comparing, tally: Tally): Promise<void> {
  const current = await readCurrent(held, { key: found.key });
  if (!current) throw new Error(`no claim with the key ${found.key}`);
  const { claim: here, row } = current;
  const after = fillSilent(found, here, options);
  const known = new Set(here.publications.map(fingerprint));
  const fields = changedFields(here, after).filter(
    (field) =>
      field !== 'publications' || after.publications.some((publication) => !known.has(fingerprint(publication))),
  );
  const keys = new Set(here.publications.map(({ key }) => key));
  const isExtension = after.publications.every(
    (publication) => known.has(fingerprint(publication)) || !keys.has(publication.key),
  );
  if (fields.length === 0) tally.alreadyHere += 1;
  else if (fields.length === 1 && fields[0] === 'publications' && isExtension) tally.extensions.push(after);
  else tally.differences.push({ key: found.key, id: row.public_id, fields });
}

/** Adds the publications that a claim lacks. */
export async function extendClaim(
  held: Publishing,
  current: NonNullable<Awaited<ReturnType<typeof readCurrent>>>,
  after: Claim,
  tally: Tally,
): Promise<Refusal[]> {
  const keys = new Set(current.claim.publications.map(({ key }) => key));
  const known = new Set(current.claim.publications.map(fingerprint));
  const added = after.publications.filter((publication) =>
    publication.key === null ? !known.has(fingerprint(publication)) : !keys.has(publication.key),
  );
  if (added.length === 0) {
    tally.alreadyHere += after.publications.length - current.claim.publications.length;
    return [];
  }
  tally.extended += 1;
  const extended = { ...current.claim, publications: [...current.claim.publications, ...added] };
  return revise(held, current, extended, {
    class: 'update',
    cause: 'new_evidence',
    note: 'A further publication of the claim was imported.',
  });
}

/** Registered sources by every name they go by: slug, name and aliases, in lower case. */
export async function readSourceNames(): Promise<{
  readonly slugs: ReadonlySet<string>;
  readonly slugOf: ReadonlyMap<string, string>;
}> {
  const rows = await rowsOf<{ slug: string; folded: string | null }>(
    'SELECT slug, folded FROM source LEFT JOIN source_alias ON source_id = id',
  );
  return {
    slugs: new Set(rows.map(({ slug }) => slug)),
    slugOf: new Map(rows.flatMap(({ slug, folded }) => (folded === null ? [] : [[folded, slug] as const]))),
  };
}
