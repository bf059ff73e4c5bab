/**
 * Claims as JSON: `/claims.json` and `/claims/{id}.json`. Each version carries its own validity interval, never clipped to the
 * question asked (D4): `recordedFrom` is when the ledger took it in, `recordedTo` when the next version began, null while it
 * stands. Withdrawn claims stay, with their reason (D5). Keys keep name, place and meaning; new ones are added at the end.
 */
import type { ChangeRole } from '@/lib/ledger/changes';
import type { Claim, ClaimId, Publication } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { type SeriesId, toSeriesId } from '@/lib/ledger/series';
import { claimantOf, type Source, type Withheld, withoutWithheld } from '@/lib/ledger/source';
import {
  type Attribution,
  BADGES,
  type Badge,
  type ChangeCause,
  type ChangeClass,
  type Claimant,
  type ClaimFlag,
  type LinkType,
  METRICS,
  type Substance,
  type SubstanceBasis,
  type Unit,
} from '@/lib/ledger/vocabulary';
import { toClaimSentence } from './claim-sentence';

/** A claim as it stood at an instant, with what the ledger knows about it: what the data layer gives for an export. */
export type RecordedClaim = {
  readonly id: ClaimId;
  readonly revision: number;
  readonly recordedFrom: Instant;
  readonly recordedTo: Instant | null;
  readonly claim: Claim;
  readonly source: Pick<Source, 'slug' | 'name' | 'class' | 'party' | 'countingConvention' | 'attribution'>;
  readonly attribution: Attribution;
  /** What supports the number, as known at the instant. */
  readonly substance: Substance;
  /** Computed from the evidence, never typed. */
  readonly badge: Badge;
  readonly flags: readonly ClaimFlag[];
  /** A later claim of the same source that replaced this one. */
  readonly supersededBy: ClaimId | null;
};

/** What other claims, records and admissions make of a claim, as known at the instant (T3, T4, T12). */
export type RecordedSupport = {
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly agreesWith: { readonly ids: readonly ClaimId[] };
  readonly against: { readonly ids: readonly ClaimId[] };
  readonly sameOrigin: { readonly ids: readonly ClaimId[] };
  readonly roots: readonly { readonly slug: string }[];
  readonly isVoice: boolean;
  readonly sources: number;
  readonly lineages: number;
  readonly records: readonly {
    readonly basis: SubstanceBasis;
    readonly url: string | null;
    readonly reason: string;
    readonly recordedFrom: Instant;
    readonly byRole: ChangeRole;
    readonly ended: { readonly recordedFrom: Instant; readonly reason: string; readonly byRole: ChangeRole } | null;
  }[];
  readonly knownOn: Instant;
};

/** One version in the history of a claim. */
export type RecordedVersion = Pick<
  RecordedClaim,
  'revision' | 'recordedFrom' | 'recordedTo' | 'claim' | 'attribution' | 'substance'
> & {
  readonly changeClass: ChangeClass;
  readonly changeNote: string | null;
  /** Null on a first version. */
  readonly changeCause: ChangeCause | null;
  readonly byRole: ChangeRole;
};

/** An edge to or from another claim. */
export type RecordedLink = { readonly type: LinkType; readonly id: ClaimId; readonly recordedFrom: Instant };

/** A claim with its history, oldest version first, and its links both ways. */
export type RecordedDetail = RecordedClaim & {
  readonly knownOn: Instant;
  readonly history: readonly RecordedVersion[];
  readonly linksFrom: readonly RecordedLink[];
  readonly linksTo: readonly RecordedLink[];
};

/** What one version of a claim says. */
type Content = {
  /** The claim as one reads it. */
  readonly sentence: string;
  readonly series: SeriesId;
  readonly claimant: Claimant;
  readonly spokesperson: string | null;
  readonly side: Claim['side'];
  readonly metric: Claim['metric'];
  readonly unit: Unit;
  readonly scope: string;
  readonly definitionVersion: number;
  readonly components: Claim['components'];
  readonly periodKind: Claim['periodKind'];
  /** First day, and first day after (half-open). */
  readonly periodStart: Claim['periodStart'];
  readonly periodEnd: Claim['periodEnd'];
  readonly asOf: Claim['asOf'];
  readonly timeBasis: Claim['timeBasis'];
  readonly valueKind: Claim['valueKind'];
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly roundingUnit: number | null;
  readonly intervalMeaning: Claim['intervalMeaning'];
  readonly countBasis: Claim['countBasis'];
  readonly release: string | null;
  /** Slug of the source whose number this restates. */
  readonly repeats: string | null;
  readonly provisional: boolean;
  readonly standing: Claim['standing'];
  readonly standingReason: string | null;
  readonly note: string | null;
  readonly publications: readonly Publication[];
  /** Key of the claim in files, and keys of the claims it updates or is a ratio of. */
  readonly key: string;
  readonly updates: string | null;
  readonly ratioOf: readonly string[];
  /** Keys of the claims that this one corrects, restates, is computed from, speaks against or is a part of. */
  readonly corrects: string | null;
  readonly repeatsClaims: readonly string[];
  readonly derivesFrom: readonly string[];
  readonly contradicts: readonly string[];
  readonly partOf: readonly string[];
  readonly lineageDecided: boolean;
};

export type ClaimDocument = Pick<RecordedClaim, 'id' | 'revision' | 'recordedFrom' | 'recordedTo'> & {
  readonly source: Pick<Source, 'slug' | 'name' | 'class' | 'party'>;
  readonly badge: { readonly code: Badge; readonly label: string; readonly criterion: string };
  readonly attribution: Attribution;
  readonly flags: readonly ClaimFlag[];
  readonly supersededBy: ClaimId | null;
  /** Words that must travel with the source’s data. */
  readonly sourceAttribution: string | null;
  /** What supports the number: `s0` nothing, `s1` another lineage, `s2` records or an admission. */
  readonly substance: Substance;
} & Content;

/** Claims hold at most twelve digits before and six after the point: the shortest decimal of the double is the claim’s own. */
const toNumber = (decimal: string | null) => (decimal === null ? null : Number(decimal));

function toPublicationEntry(publication: Publication): Publication {
  const { relay, publisher, title, url, archiveUrl, publishedOn, language, quote, key, note } = publication;
  const { place, translation } = publication;
  return { relay, publisher, title, url, archiveUrl, publishedOn, language, quote, key, note, place, translation };
}

function toContent(claim: Claim, source: RecordedClaim['source']): Content {
  return {
    sentence: toClaimSentence(claim, source),
    series: toSeriesId(claim),
    claimant: claimantOf(source.party, claim.side),
    spokesperson: claim.spokesperson,
    side: claim.side,
    metric: claim.metric,
    unit: METRICS[claim.metric].unit,
    scope: claim.scope,
    definitionVersion: claim.definitionVersion,
    components: Object.fromEntries(Object.entries(claim.components).sort(([a], [b]) => (a < b ? -1 : 1))),
    periodKind: claim.periodKind,
    periodStart: claim.periodStart,
    periodEnd: claim.periodEnd,
    asOf: claim.asOf,
    timeBasis: claim.timeBasis,
    valueKind: claim.valueKind,
    low: toNumber(claim.low),
    best: toNumber(claim.best),
    high: toNumber(claim.high),
    roundingUnit: toNumber(claim.roundingUnit),
    intervalMeaning: claim.intervalMeaning,
    countBasis: claim.countBasis,
    release: claim.release,
    repeats: claim.repeatsSource,
    provisional: claim.provisional,
    standing: claim.standing,
    standingReason: claim.standingReason,
    note: claim.note,
    publications: claim.publications.map(toPublicationEntry),
    key: claim.key,
    updates: claim.updates,
    ratioOf: claim.ratioOf,
    corrects: claim.corrects,
    repeatsClaims: claim.repeats,
    derivesFrom: claim.derivesFrom,
    contradicts: claim.contradicts,
    partOf: claim.partOf,
    lineageDecided: claim.lineageDecided,
  };
}

/** A claim as a document: what the ledger knows about it, then what it says. */
export function toClaimDocument(recorded: RecordedClaim): ClaimDocument {
  const { claim, source, badge } = recorded;
  return {
    id: recorded.id,
    revision: recorded.revision,
    recordedFrom: recorded.recordedFrom,
    recordedTo: recorded.recordedTo,
    source: { slug: source.slug, name: source.name, class: source.class, party: source.party },
    badge: { code: badge, label: BADGES[badge].label, criterion: BADGES[badge].sentence },
    attribution: recorded.attribution,
    flags: recorded.flags,
    supersededBy: recorded.supersededBy,
    sourceAttribution: source.attribution,
    ...toContent(claim, source),
    substance: recorded.substance,
  };
}

const toLink = ({ type, id, recordedFrom }: RecordedLink): RecordedLink => ({ type, id, recordedFrom });

/** What is left of a withdrawn claim beside what it said: why, when, by which role, and what stands in its place (D5). */
export type Tombstone = {
  readonly reason: string | null;
  readonly cause: ChangeCause | null;
  readonly note: string | null;
  readonly withdrawnAt: Instant;
  readonly byRole: ChangeRole;
  readonly replacedBy: ClaimId | null;
};

/** The tombstone of a withdrawn claim, null for any other: the version since which it has been withdrawn without a break. */
export function toTombstone(
  detail: Pick<RecordedDetail, 'claim' | 'supersededBy'> & {
    readonly history: readonly Pick<
      RecordedVersion,
      'claim' | 'changeCause' | 'changeNote' | 'recordedFrom' | 'byRole'
    >[];
  },
): Tombstone | null {
  if (detail.claim.standing !== 'withdrawn') return null;
  const last = detail.history.findLastIndex(({ claim }) => claim.standing !== 'withdrawn');
  const version = detail.history[last + 1];
  if (version === undefined) throw new Error('a claim without its current version');
  return {
    reason: detail.claim.standingReason,
    cause: version.changeCause,
    note: version.changeNote,
    withdrawnAt: version.recordedFrom,
    byRole: version.byRole,
    replacedBy: detail.supersededBy,
  };
}

/** The last publish by which the claim, or what others make of it, became what it is: asked for that instant, the answer is the same. */
export function laterKnown(a: { readonly knownOn: Instant }, b: { readonly knownOn: Instant }): Instant {
  return a.knownOn > b.knownOn ? a.knownOn : b.knownOn;
}

/** `days` are half-open; `roots` are slugs of the sources that the number goes back to; `lineages` are the voices over the same days. */
function toSupport({ days, roots, isVoice, sources, lineages, records, ...others }: RecordedSupport) {
  return {
    days: days && { from: days.from, to: days.to },
    agreesWith: others.agreesWith.ids,
    against: others.against.ids,
    sameOrigin: others.sameOrigin.ids,
    roots: roots.map(({ slug }) => slug),
    isVoice,
    sources,
    lineages,
    records: records.map(({ basis, url, reason, recordedFrom, byRole, ended }) => ({
      basis,
      url,
      reason,
      recordedFrom,
      byRole,
      ended: ended && { recordedFrom: ended.recordedFrom, reason: ended.reason, byRole: ended.byRole },
    })),
  };
}

/**
 * `/claims/{id}.json`: the claim as it stood at the asked instant, every version up to then, oldest first, and its links:
 * `linksFrom` read “this claim repeats that one”, `linksTo` “that one repeats this claim”.
 */
export function toClaimJson(detail: RecordedDetail, support: RecordedSupport): string {
  const document = {
    knownOn: laterKnown(detail, support),
    claim: toClaimDocument(detail),
    history: detail.history.map((version) => ({
      revision: version.revision,
      recordedFrom: version.recordedFrom,
      recordedTo: version.recordedTo,
      changeClass: version.changeClass,
      changeNote: version.changeNote,
      ...toContent(version.claim, detail.source),
      changeCause: version.changeCause,
      attribution: version.attribution,
      byRole: version.byRole,
      substance: version.substance,
    })),
    linksFrom: detail.linksFrom.map(toLink),
    linksTo: detail.linksTo.map(toLink),
    tombstone: toTombstone(detail),
    support: toSupport(support),
  };
  return `${JSON.stringify(document)}\n`;
}

/** One page of claims, in the order of the list. */
export type ClaimsPage = {
  /** Null for a ledger that held nothing yet. */
  readonly knownOn: Instant | null;
  /** The keys of the address that narrowed the list. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** How many claims pass the filter: exactly, or at least so many where counting stopped. */
  readonly total: { readonly claims: number; readonly exact: boolean };
  /** Sources whose claims are counted and not listed, each with the reason (D17). */
  readonly withheld: readonly Withheld[];
  /** Address of the next page, null on the last. */
  readonly next: string | null;
  readonly claims: readonly RecordedClaim[];
};

/** `/claims.json`: one page of claims. */
export function toClaimsJson({ knownOn, filter, total, next, claims, withheld }: ClaimsPage): string {
  const document = {
    knownOn,
    filter,
    total: { claims: total.claims, exact: total.exact },
    next,
    claims: withoutWithheld(claims, withheld).map(toClaimDocument),
    withheld: withheld.map(({ source, reason }) => ({ source, reason })),
  };
  return `${JSON.stringify(document)}\n`;
}
