/**
 * The provenance of one figure as PROV-JSON (D11; W3C Member Submission of 24 April 2013): the figure, the claims in the versions that it
 * was made from, where they were published and archived; the deriving, recording, keying and publishing; the sources, the ledger, and the
 * roles of those who acted, never their names. The same figure as known at the same instant gives the same bytes.
 */
import type { Claim, ClaimId, Publication } from '@/lib/ledger/claim';
import type { Cell, Span, TableSeries, UsedClaim } from '@/lib/ledger/figure-table';
import type { Instant } from '@/lib/ledger/month';
import { ruleOf } from '@/lib/ledger/rules';
import type { Source } from '@/lib/ledger/source';
import type { Attribution, Badge, ChangeClass } from '@/lib/ledger/vocabulary';
import { absolute, CHANGES, claim as claimAddress, methodology, SOURCES } from '@/lib/routes';
import { toClaimSentence } from './claim-sentence';
import { ROLE_WORDS } from './figure-words';

/** One version of a claim, as a publish recorded it. */
export type ProvVersion = {
  readonly revision: number;
  readonly ledgerNumber: bigint;
  readonly recordedFrom: Instant;
  /** Of whom it was published: `editor`, `reviewer`, `importer` … */
  readonly byRole: string;
  readonly changeClass: ChangeClass;
  /** How far it was verified; the first `a2` is the second key. */
  readonly attribution: Attribution;
};

/** An archived copy of one of its publications. */
export type ProvCapture = {
  readonly id: string;
  /** Which of the claim’s publications, from 1. */
  readonly position: number;
  readonly sha256: string | null;
  readonly archiveUrl: string | null;
  readonly tool: string;
  readonly byRole: string;
  readonly capturedAt: Instant;
};

/** A claim with its versions, first to last; the last is the one that the figure was made from. */
export type ProvClaim = {
  readonly id: ClaimId;
  readonly claim: Claim;
  readonly source: Pick<Source, 'slug' | 'name' | 'countingConvention'>;
  readonly badge: Badge;
  readonly versions: readonly ProvVersion[];
  readonly captures: readonly ProvCapture[];
};

export type ProvInput = {
  /** Origin of the site: names are made under it. */
  readonly origin: string;
  /** Path of the derivation of the figure. */
  readonly path: string;
  /** `series:month`, or `series:first day/day after`. */
  readonly subject: string;
  readonly shown: Cell | Span;
  readonly series: TableSeries;
  readonly knownOn: Instant;
  readonly methodVersion: string;
  /** Those that the figure used, or that a gap holds. */
  readonly claims: readonly ProvClaim[];
};

type Literal = string | number | boolean | { readonly $: string; readonly type: string };
type Attributes = Readonly<Record<string, Literal | readonly Literal[] | null | undefined>>;
type Kind =
  | 'entity'
  | 'activity'
  | 'agent'
  | 'wasGeneratedBy'
  | 'used'
  | 'wasInformedBy'
  | 'wasDerivedFrom'
  | 'wasAttributedTo'
  | 'wasAssociatedWith'
  | 'actedOnBehalfOf'
  | 'specializationOf';

const named = (name: string): Literal => ({ $: name, type: 'prov:QUALIFIED_NAME' });
const address = (url: string): Literal => ({ $: url, type: 'xsd:anyURI' });

/** The document while it is written. Statements without a name of their own are numbered. */
class Document {
  private readonly parts: Partial<Record<Kind, Record<string, Record<string, Literal | readonly Literal[]>>>> = {};

  /** Something that there is: said once, however often it is met. */
  thing(kind: 'entity' | 'activity' | 'agent', id: string, attributes: Attributes): string {
    this.put(kind, id, attributes);
    return id;
  }

  /** Whether a thing has been said. */
  has(kind: 'entity' | 'activity' | 'agent', id: string): boolean {
    return Object.hasOwn(this.parts[kind] ?? {}, id);
  }

  /** Something that holds between things. */
  holds(kind: Exclude<Kind, 'entity' | 'activity' | 'agent'>, attributes: Attributes): void {
    this.put(kind, `_:${kind}${Object.keys(this.parts[kind] ?? {}).length + 1}`, attributes);
  }

  private put(kind: Kind, id: string, attributes: Attributes): void {
    const said: Record<string, Literal | readonly Literal[]> = {};
    for (const [name, value] of Object.entries(attributes))
      if (value != null && !(Array.isArray(value) && value.length === 0)) said[name] = value;
    const statements = this.parts[kind] ?? {};
    statements[id] ??= said;
    this.parts[kind] = statements;
  }

  toJson(prefix: Readonly<Record<string, string>>): string {
    return `${JSON.stringify({ prefix, ...this.parts }, null, 2)}\n`;
  }
}

const LEDGER = 'ledger:attrition-ledger';

/** Whoever acts does so in a role and for the ledger. */
function roleOf(document: Document, role: string): string {
  const agent = `role:${role}`;
  if (!document.has('agent', agent)) {
    document.thing('agent', agent, { 'prov:type': named('al:Role'), 'prov:label': role });
    document.holds('actedOnBehalfOf', { 'prov:delegate': agent, 'prov:responsible': LEDGER });
  }
  return agent;
}

function sourceOf(document: Document, { slug, name }: ProvClaim['source']): string {
  return document.thing('agent', `source:${slug}`, { 'prov:type': named('prov:Organization'), 'prov:label': name });
}

/** A publication as the claim names it, and what was archived of it. */
function publicationOf(document: Document, one: ProvClaim, publication: Publication, position: number): string {
  const entity = document.thing('entity', `publication:${one.id}/${position}`, {
    'prov:type': named('al:Publication'),
    'prov:label': publication.title,
    'prov:location': publication.url === null ? null : address(publication.url),
    'al:publisher': publication.publisher,
    'al:relay': publication.relay,
    'al:publishedOn': publication.publishedOn === null ? null : { $: publication.publishedOn, type: 'xsd:date' },
    'al:archivedAt': publication.archiveUrl === null ? null : address(publication.archiveUrl),
  });
  // A relay only carried the words.
  if (publication.relay === null)
    document.holds('wasAttributedTo', { 'prov:entity': entity, 'prov:agent': sourceOf(document, one.source) });
  return entity;
}

function captureOf(document: Document, capture: ProvCapture, publication: string): void {
  const entity = document.thing('entity', `capture:${capture.id}`, {
    'prov:type': named('al:Capture'),
    'al:sha256': capture.sha256,
    'prov:location': capture.archiveUrl === null ? null : address(capture.archiveUrl),
  });
  const activity = document.thing('activity', `capturing:${capture.id}`, {
    'prov:type': named('al:Capturing'),
    'prov:endTime': capture.capturedAt,
    'al:tool': capture.tool,
  });
  document.holds('specializationOf', { 'prov:specificEntity': entity, 'prov:generalEntity': publication });
  document.holds('wasGeneratedBy', {
    'prov:entity': entity,
    'prov:activity': activity,
    'prov:time': capture.capturedAt,
  });
  document.holds('used', { 'prov:activity': activity, 'prov:entity': publication });
  document.holds('wasAssociatedWith', { 'prov:activity': activity, 'prov:agent': roleOf(document, capture.byRole) });
}

/** A publish: who released the version to the public, and when. */
function publishing(document: Document, { ledgerNumber, recordedFrom, byRole }: ProvVersion): string {
  const id = `publish:${ledgerNumber}`;
  if (document.has('activity', id)) return id;
  const activity = document.thing('activity', id, {
    'prov:type': named('al:Publishing'),
    'prov:startTime': recordedFrom,
    'prov:endTime': recordedFrom,
  });
  document.holds('wasAssociatedWith', { 'prov:activity': activity, 'prov:agent': roleOf(document, byRole) });
  return activity;
}

/** The versions of a claim, each from the one before it; answers the last. */
function versionsOf(document: Document, one: ProvClaim, site: string, publications: readonly string[]): string | null {
  let before: { readonly entity: string; readonly version: ProvVersion } | null = null;
  for (const version of one.versions) {
    const isLast = version === one.versions.at(-1);
    const entity = document.thing('entity', `claim:${one.id}/${version.revision}`, {
      'prov:type': named('al:ClaimRevision'),
      'prov:label': isLast ? toClaimSentence(one.claim, one.source) : null,
      'prov:location': address(absolute(site, claimAddress(one.id, { known: version.recordedFrom }))),
      'al:revision': version.revision,
      'al:changeClass': version.changeClass,
      'al:attribution': version.attribution,
      'al:badge': isLast ? one.badge : null,
    });
    const recording = document.thing('activity', `recording:${one.id}/${version.revision}`, {
      'prov:type': named('al:Recording'),
      'prov:endTime': version.recordedFrom,
    });
    const publish = publishing(document, version);
    document.holds('wasGeneratedBy', {
      'prov:entity': entity,
      'prov:activity': recording,
      'prov:time': version.recordedFrom,
    });
    document.holds('used', { 'prov:activity': publish, 'prov:entity': entity, 'prov:time': version.recordedFrom });
    document.holds('wasInformedBy', { 'prov:informed': publish, 'prov:informant': recording });
    if (isLast)
      for (const publication of publications)
        document.holds('used', { 'prov:activity': recording, 'prov:entity': publication });
    if (version.attribution === 'a2' && before?.version.attribution !== 'a2')
      keying(document, one, version, entity, publications);
    if (before !== null)
      document.holds('wasDerivedFrom', {
        'prov:generatedEntity': entity,
        'prov:usedEntity': before.entity,
        'prov:activity': recording,
        'prov:type': named('prov:Revision'),
      });
    before = { entity, version };
  }
  return before?.entity ?? null;
}

/** A second editor keyed the same words blind, and agreed. */
function keying(
  document: Document,
  one: ProvClaim,
  version: ProvVersion,
  entity: string,
  publications: readonly string[],
): void {
  const activity = document.thing('activity', `second-key:${one.id}/${version.revision}`, {
    'prov:type': named('al:SecondKey'),
    'prov:endTime': version.recordedFrom,
  });
  document.holds('used', { 'prov:activity': activity, 'prov:entity': entity });
  for (const publication of publications)
    document.holds('used', { 'prov:activity': activity, 'prov:entity': publication });
  document.holds('wasAssociatedWith', { 'prov:activity': activity, 'prov:agent': roleOf(document, 'second-editor') });
}

/** Everything behind one claim; answers its last version. */
function claimOf(document: Document, one: ProvClaim, site: string): string | null {
  const publications = one.claim.publications.map((publication, index) =>
    publicationOf(document, one, publication, index + 1),
  );
  for (const capture of one.captures) {
    const publication = publications[capture.position - 1];
    if (publication !== undefined) captureOf(document, capture, publication);
  }
  const entity = versionsOf(document, one, site, publications);
  if (entity === null) return null;
  document.holds('wasAttributedTo', { 'prov:entity': entity, 'prov:agent': sourceOf(document, one.source) });
  one.claim.publications.forEach(({ quote, place }, index) => {
    document.holds('wasDerivedFrom', {
      'prov:generatedEntity': entity,
      'prov:usedEntity': publications[index],
      'prov:type': named(quote === null ? 'prov:PrimarySource' : 'prov:Quotation'),
      'prov:value': quote,
      'al:place': place,
    });
  });
  return entity;
}

const isGap = (shown: Cell | Span) => 'kind' in shown && shown.kind === 'gap';

/** The value of a figure as attributes; why there is none, of a gap. */
function valuesOf(shown: Cell | Span): Attributes {
  if ('kind' in shown && shown.kind === 'gap') return { 'al:reason': shown.reason };
  return {
    'prov:value': shown.best,
    'al:low': shown.low,
    'al:best': shown.best,
    'al:high': shown.high,
    'al:flags': shown.flags,
    'al:badge': shown.badge,
    'al:lineage': shown.lineage,
  };
}

/** What the claims were to the sum, as the ledger says it in words. */
function rolesOf(shown: Cell | Span, id: ClaimId): readonly string[] {
  if ('kind' in shown && shown.kind === 'gap') return [];
  return [...new Set(shown.claims.filter((used: UsedClaim) => used.id === id).map(({ role }) => ROLE_WORDS[role]))];
}

/** The provenance of a figure, a span or a gap. */
export function toProvJson(input: ProvInput): string {
  const { origin, path, subject, shown, series, knownOn, methodVersion } = input;
  const document = new Document();
  const local = subject.replace(':', '/');
  document.thing('agent', LEDGER, { 'prov:type': named('prov:Organization'), 'prov:label': 'Attrition Ledger' });
  const figure = document.thing('entity', `figure:${local}`, {
    'prov:type': named(isGap(shown) ? 'al:Gap' : 'al:Figure'),
    'prov:label': `${series.sourceName}, ${subject}`,
    'prov:location': address(absolute(origin, path)),
    'al:metric': series.metric,
    'al:side': series.side,
    'al:scope': series.scope,
    'al:unit': series.unit,
    ...valuesOf(shown),
  });
  const arithmetic = 'arithmetic' in shown ? shown.arithmetic : null;
  const deriving = document.thing('activity', `deriving:${local}`, {
    'prov:type': named('al:Derivation'),
    'prov:endTime': knownOn,
    'al:methodVersion': methodVersion,
    'al:arithmetic': arithmetic,
  });
  const code = 'method' in shown ? shown.method : null;
  const rule =
    code === null
      ? null
      : document.thing('entity', `rule:${code}`, {
          'prov:type': named('prov:Plan'),
          'prov:label': ruleOf(code)?.title,
          'prov:value': ruleOf(code)?.text[0],
          'prov:location': address(absolute(origin, methodology(code))),
          'al:methodVersion': methodVersion,
        });
  document.holds('wasGeneratedBy', { 'prov:entity': figure, 'prov:activity': deriving, 'prov:time': knownOn });
  document.holds('wasAssociatedWith', { 'prov:activity': deriving, 'prov:agent': LEDGER, 'prov:plan': rule });
  document.holds('wasAttributedTo', { 'prov:entity': figure, 'prov:agent': LEDGER });
  for (const one of input.claims) {
    const entity = claimOf(document, one, origin);
    if (entity === null) continue;
    document.holds('used', { 'prov:activity': deriving, 'prov:entity': entity, 'prov:role': rolesOf(shown, one.id) });
    document.holds('wasDerivedFrom', {
      'prov:generatedEntity': figure,
      'prov:usedEntity': entity,
      'prov:activity': deriving,
    });
  }
  return document.toJson(prefixesOf(origin));
}

/** Kinds of names that have no address of their own. */
const NAMED = [
  'ledger',
  'figure',
  'claim',
  'publication',
  'capture',
  'role',
  'deriving',
  'recording',
  'second-key',
  'capturing',
];

/** Names are made under the address of the site, of sources, rules and publishes as their own address; `al` are the ledger’s words. */
function prefixesOf(origin: string): Readonly<Record<string, string>> {
  const under = (path: string) => absolute(origin, path);
  return {
    prov: 'http://www.w3.org/ns/prov#',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    al: under('/provenance/terms#'),
    source: under(`${SOURCES}/`),
    rule: under(`${methodology()}#`),
    publish: under(`${CHANGES}/`),
    ...Object.fromEntries(NAMED.map((kind) => [kind, under(`/provenance/${kind}/`)])),
  };
}
