/**
 * What a page says about the support of one claim (T3, T4, T12): which claims agree, which lie apart, which go back to the same origin, and
 * what people recorded. Found from the claims of the same days as they were known at the instant asked for.
 */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import { corroborate, UNSUPPORTED } from '@/lib/ledger/corroboration';
import { countLineages, isNoVoice } from '@/lib/ledger/lineage';
import type { Day, Instant } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { readSourcesAt } from './catalogue';
import {
  type Compared,
  type ComparedClaims,
  endOf,
  type Registry,
  readComparedClaim,
  readComparedClaims,
  readRegistry,
  subjectOf,
} from './compared-claims';
import { CONNECTION, rowsOf } from './db';
import { type At, INSTANT_SQL, publishAt, toInstant } from './ledger';
import { type ListedClaim, readClaimsByIds } from './listed-claims';
import { readSubstanceRecords, type SubstanceRecord } from './substance-records';

/** Others of one kind: how many there are, and the first of them. */
export type OtherClaims = {
  /** Public ids of all, in their order. */
  readonly ids: readonly ClaimId[];
  /** The first of them, as they are listed. */
  readonly shown: readonly ListedClaim[];
};

export type ClaimSupport = {
  /** The days over which the claim was compared with others, half-open; null where it has none that can be compared. */
  readonly days: { readonly from: Day; readonly to: Day } | null;
  /** Claims of other lineages over the same days whose numbers overlap with it, and those whose numbers lie apart. */
  readonly agreesWith: OtherClaims;
  readonly against: OtherClaims;
  /** Claims over the same days that go back to the same origin, whichever repeats which. */
  readonly sameOrigin: OtherClaims;
  /** The sources that its number goes back to; its own where it repeats nobody. */
  readonly roots: readonly Pick<Source, 'slug' | 'name'>[];
  /** False for estimates of estimates and ratios of other claims. */
  readonly isVoice: boolean;
  /** Of the claims that could be compared over these days: how many sources, and how many independent voices. */
  readonly sources: number;
  readonly lineages: number;
  readonly records: readonly SubstanceRecord[];
  /** The last publish, not after the instant asked for, that could have changed any of this. */
  readonly knownOn: Instant;
};

/** Others of one kind listed with their values; the rest are named by their ids. */
const MOST_SHOWN = 12;

const NOTHING: OtherClaims = { ids: [], shown: [] };

async function toOthers(ids: readonly ClaimId[], at: At): Promise<OtherClaims> {
  return ids.length === 0 ? NOTHING : { ids, shown: await readClaimsByIds(ids.slice(0, MOST_SHOWN), at) };
}

/** The support of a claim as known at an instant, or null where the ledger did not hold it. A day of publication hides nothing here. */
export async function readClaimSupport(publicId: ClaimId, asked: Pick<At, 'known'>): Promise<ClaimSupport | null> {
  const at: At = { known: asked.known, public: null };
  const publish = await publishAt(at.known);
  if (publish === null) return null;
  const entries = await readSourcesAt(publish.ledgerNumber);
  const registry = await readRegistry(
    CONNECTION,
    publish.ledgerNumber,
    new Map(entries.map((source): [string, Source] => [source.slug, source])),
  );
  const own = await readComparedClaim(CONNECTION, registry, publicId);
  if (own === null) return null;
  const end = endOf(own, registry);
  const group: ComparedClaims =
    end === null
      ? { claims: [own], voices: [], rootsOf: ({ source, metric, side }) => [`${source}.${metric}.${side}`] }
      : await readComparedClaims(CONNECTION, registry, subjectOf(own.claim), new Set([end]));
  const voice = group.voices.find(({ id }) => id === publicId);
  const voices = voice === undefined ? [] : group.voices.filter(({ subject }) => subject === voice.subject);
  const { agreesWith, against } = corroborate(voices).get(publicId) ?? UNSUPPORTED;
  const roots = group.rootsOf(own.claim);
  const others = await Promise.all(
    [agreesWith, against, sameOrigin(group, own, roots)].map((ids) => toOthers(ids, at)),
  );
  const [agreeing = NOTHING, opposing = NOTHING, same = NOTHING] = others;
  const records = await readSubstanceRecords(publicId, at);
  return {
    days: voice === undefined ? null : { from: voice.normalised.from, to: voice.normalised.to },
    agreesWith: agreeing,
    against: opposing,
    sameOrigin: same,
    roots: roots.map((root) => {
      const [slug = root] = root.split('.');
      return { slug, name: registry.sources.get(slug)?.name ?? slug };
    }),
    isVoice: !isNoVoice(own.claim),
    sources: new Set(voices.map(({ claim }) => claim.source)).size,
    lineages: countLineages(voices.map((one) => one.roots[0] ?? null)),
    records,
    knownOn: await readLastChange(registry, own, group, end),
  };
}

/** Claims over the same days that share an origin with this one, other than its own source’s. */
function sameOrigin({ claims, rootsOf }: ComparedClaims, own: Compared, roots: readonly string[]): ClaimId[] {
  return claims
    .filter(
      ({ claim }) =>
        claim.source !== own.claim.source &&
        claim.periodStart === own.claim.periodStart &&
        claim.standing === 'current' &&
        !isNoVoice(claim) &&
        rootsOf(claim).some((root) => roots.includes(root)),
    )
    .map(({ claim }) => claim.id)
    .sort();
}

/**
 * The last publish that could have changed the support: a version, or the end of a version, of any claim that ever spoke of the same days; a
 * link of one of them; an entry of one of their sources; a record.
 */
async function readLastChange(
  { ledgerNumber, series, sources }: Registry,
  own: Compared,
  { claims }: ComparedClaims,
  end: Day | null,
): Promise<Instant> {
  const subject = subjectOf(own.claim);
  const same = [...series.values()].filter((one) => subjectOf(one) === subject && sources.has(one.source));
  const ids = [own.claimId, ...claims.map(({ claimId }) => claimId)];
  const [row] = await rowsOf<{ known_on: string | null }>(
    `SELECT ${INSTANT_SQL('max(p.recorded_from)')} AS known_on FROM publish p WHERE p.ledger_number = (
       SELECT max(number) FROM (
         SELECT max(greatest(r.ledger_number, next.ledger_number)) AS number
           FROM unnest($2::int[]) AS w(id)
           CROSS JOIN LATERAL (
             SELECT * FROM claim_revision r WHERE r.series_id = w.id AND NOT r.is_total AND r.reach_to = $3::date - 1
             UNION ALL
             SELECT * FROM claim_revision r WHERE r.series_id = w.id AND r.is_total AND r.reach_to BETWEEN $3::date - 1 AND $3::date) r
           LEFT JOIN claim_revision next ON next.claim_id = r.claim_id AND next.number = r.number + 1 AND next.ledger_number <= $1
          WHERE r.ledger_number <= $1
         UNION ALL SELECT max(r.ledger_number) FROM claim_revision r WHERE r.claim_id = ANY ($4::bigint[]) AND r.ledger_number <= $1
         UNION ALL SELECT max(l.ledger_number) FROM claim_link l WHERE l.from_claim_id = ANY ($4::bigint[]) AND l.ledger_number <= $1
         UNION ALL SELECT max(l.ledger_number) FROM claim_link l WHERE l.to_claim_id = ANY ($4::bigint[]) AND l.ledger_number <= $1
         UNION ALL SELECT max(v.ledger_number) FROM source_revision v WHERE v.source_id = ANY ($5::int[]) AND v.ledger_number <= $1
         UNION ALL SELECT max(q.ledger_number) FROM substance_record q WHERE q.claim_id = $6 AND q.ledger_number <= $1
         UNION ALL SELECT max(u.ledger_number) FROM claim_substance u WHERE u.claim_id = $6 AND u.ledger_number <= $1
       ) AS changes)`,
    [
      ledgerNumber,
      same.map(({ id }) => id),
      end,
      ids,
      [...new Set(claims.flatMap(({ seriesId }) => series.get(seriesId)?.sourceId ?? []))],
      own.claimId,
    ],
  );
  if (!row?.known_on) throw new Error(`the claim ${own.claim.id} was never published`);
  return toInstant(row.known_on);
}
