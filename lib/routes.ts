/**
 * Every address of the product, in one place (layout.md §3). Pages, components and exports ask here and never glue a path.
 * Keys of a query stand in alphabetical order and defaults are left out, so that one thing has one address.
 */
import type { ClaimId } from '@/lib/ledger/claim';
import { DEFAULT_MATRIX_VIEW, type MatrixView, matrixViewToQuery } from '@/lib/ledger/matrix-view';
import type { Day, Month } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW, type View, viewToSearch } from '@/lib/ledger/view';

export const HOME = '/';
export const SEARCH = '/search';
export const SOURCES = '/sources';
export const ABOUT = '/about';
export const HEALTH = '/health';
/** Where the form of a comparison leads: it answers with the view’s own address. */
export const CHOOSE_FIGURES = '/figures/choose';

/** A value of a query; a list is joined by `~`, as series are (ux.md §2). */
type Value = string | readonly string[] | null | undefined;

/** `path?a=1&b=2`: keys sorted, empty values left out. */
function address(path: string, query: Readonly<Record<string, Value>>): string {
  const search = Object.entries(query)
    .map(([key, value]) => [key, typeof value === 'string' ? value : (value ?? []).join('~')] as const)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
  return search === '' ? path : `${path}?${search}`;
}

function withSearch(path: string, search: string): string {
  return search === '' ? path : `${path}?${search}`;
}

/** The comparison: chart, table or sources of a view. Without a view the default comparison. */
export function figures(view: View = DEFAULT_VIEW): string {
  return withSearch('/figures', viewToSearch(view));
}

/** The same comparison with another ending. `all` asks the CSV for everything: spans and running totals as well (D1). */
export function figuresTwin(
  view: View,
  ending: 'csv' | 'json' | 'svg' | 'png' | 'zip',
  options: { readonly all?: boolean } = {},
): string {
  const path = withSearch(`/figures.${ending}`, viewToSearch(view));
  if (options.all !== true) return path;
  return withSearch(`/figures.${ending}`, [`all=1`, viewToSearch(view)].filter((part) => part !== '').join('&'));
}

/** What of a view decides which claims make a figure: the rest is how it is drawn. */
function basisOf(view: Pick<View, 'known' | 'public' | 'status'>): Record<string, Value> {
  return {
    known: view.known,
    public: view.public,
    status: view.status === DEFAULT_VIEW.status ? null : view.status,
  };
}

/** The derivation of one figure, or why there is none: series and month, under the view’s `known`, `public` and `status`. */
export function cell(view: Pick<View, 'known' | 'public' | 'status'>, series: SeriesId, month: Month): string {
  return address('/figures/cell', { ...basisOf(view), month, series });
}

/** The derivation of one span: series and its half-open days. */
export function span(
  view: Pick<View, 'known' | 'public' | 'status'>,
  at: { readonly series: SeriesId; readonly from: Day; readonly to: Day },
): string {
  return address('/figures/cell', { ...basisOf(view), from: at.from, series: at.series, to: at.to });
}

/** A derivation as a file: the figure as JSON, or its provenance as PROV-JSON (D11). `path` is that of the page. */
export function cellTwin(path: string, ending: 'json' | 'prov.json'): string {
  return path.replace('/figures/cell', `/figures/cell.${ending}`);
}

/** The coverage matrix: source × month of one metric and side (A12). */
export const MATRIX = '/matrix';
/** Where the form of the matrix leads: it answers with the matrix’s own address. */
export function matrix(view: MatrixView = DEFAULT_MATRIX_VIEW): string {
  return address(MATRIX, matrixViewToQuery(view));
}

/** The same matrix as a file. */
export function matrixTwin(view: MatrixView, ending: 'csv' | 'json'): string {
  return address(`${MATRIX}.${ending}`, matrixViewToQuery(view));
}

/** What later vintages changed of a series (A13): publishes of this ledger, or reconstructed by day of publication. */
export function revisions(series: SeriesId, by: 'ledger' | 'public' = 'ledger'): string {
  return address('/figures/revisions', { series, by: by === 'ledger' ? null : by });
}

/** The same as a file. */
export function revisionsTwin(series: SeriesId, by: 'ledger' | 'public' = 'ledger'): string {
  return address('/figures/revisions.json', { series, by: by === 'ledger' ? null : by });
}

/** What the list of claims is narrowed to. Keys as they stand in the address; facets may hold several values, joined by `~`. */
export type ClaimsQuery = {
  /** Words to search for. */
  readonly q?: Value;
  readonly side?: Value;
  readonly metric?: Value;
  readonly source?: Value;
  /** Class of the source. */
  readonly class?: Value;
  /** Count basis. */
  readonly basis?: Value;
  readonly status?: Value;
  /** One series, and a month that its claims touch. */
  readonly series?: Value;
  readonly month?: Value;
  /** `all`: running totals one by one, not grouped by source. */
  readonly totals?: Value;
  /** Cursor of the page before. */
  readonly after?: Value;
  readonly known?: Value;
  readonly public?: Value;
};

/** The claims, narrowed by facets and words. */
export function claims(query: ClaimsQuery = {}): string {
  return address('/claims', query);
}

/** The same claims as a file. */
export function claimsTwin(query: ClaimsQuery, ending: 'csv' | 'json'): string {
  return address(`/claims.${ending}`, query);
}

/** All claims in one archive, as known at an instant and of what was published by a day. */
export function allClaimsArchive(at: { readonly known?: Value; readonly public?: Value } = {}): string {
  return address('/claims.zip', at);
}

/** The search for claims and sources; the box in the header is a form that leads to `SEARCH` with `q`. */
export function search(text: string, at: { readonly known?: Value; readonly public?: Value } = {}): string {
  return address(SEARCH, { q: text, ...at });
}

/** One claim with its history. */
export function claim(id: ClaimId, options: { readonly known?: string | null } = {}): string {
  return address(`/claims/${id}`, { known: options.known });
}

/** The same claim as a file. */
export function claimTwin(
  id: ClaimId,
  ending: 'csv' | 'json',
  options: { readonly known?: string | null } = {},
): string {
  return address(`/claims/${id}.${ending}`, { known: options.known });
}

/** Its citation in one of the formats (R4). */
export function claimCitationFile(
  id: ClaimId,
  ending: 'txt' | 'bib' | 'ris' | 'json',
  options: { readonly known?: string | null } = {},
): string {
  return address(`/claims/${id}/cite.${ending}`, { known: options.known });
}

/** What of a page of sources is asked for: as known at an instant, of what was published by a day. */
export type SourceQuery = { readonly known?: Value; readonly public?: Value };

/** All sources. */
export function sources(query: SourceQuery = {}): string {
  return address(SOURCES, query);
}

/** One source: what it counts, how, since when. */
export function source(slug: string, query: SourceQuery = {}): string {
  return address(`${SOURCES}/${slug}`, query);
}

/** Sources as JSON. */
export function sourcesTwin(query: SourceQuery = {}): string {
  return address(`${SOURCES}.json`, query);
}

/** One source as JSON. */
export function sourceTwin(slug: string, query: SourceQuery = {}): string {
  return address(`${SOURCES}/${slug}.json`, query);
}

/** A page and its `.json` at the same path (D3). */
export function jsonTwin(path: string): string {
  return `${path}.json`;
}

/** The `id` of one entry on the codebook page; a code alone would not do, since lists share codes (`ua` is a side and a party). */
export function codebookAnchor(list: string, code: string): string {
  return `${list}-${code}`;
}

/** Where the known-on control leads to the address that it means. */
export const CHOOSE_KNOWN = '/known-on';

/** A path of this site with one key of its query set anew, or gone where the value is null; keys stay sorted. */
function withKey(path: string, key: string, value: string | null): string {
  const [bare = '', search = ''] = path.split('?', 2);
  const query = Object.fromEntries(new URLSearchParams(search));
  return address(bare, { ...query, [key]: value });
}

/** The same page as known at another instant, or now; the place in a list is that of another list then. */
export function withKnown(path: string, known: string | null): string {
  return withKey(withKey(path, 'after', null), 'known', known);
}

/** The same page of what sources had published by a day, or of all. */
export function withPublic(path: string, day: string | null): string {
  return withKey(withKey(path, 'after', null), 'public', day);
}

/** The codebook, at one of its entries: `codebook('metrics', 'killed')` → `/codebook#metrics-killed`. */
export function codebook(list?: string, code?: string): string {
  if (list === undefined) return '/codebook';
  return `/codebook#${code === undefined ? list : codebookAnchor(list, code)}`;
}

/** The monthly rules as they were in one version of the method, which stay readable (R12). */
export function methodVersion(version: string): string {
  return `/methodology/${version}`;
}

/** The monthly rules, at one of them: `methodology('N3')` → `/methodology#N3`. */
export function methodology(rule?: string): string {
  return rule === undefined ? '/methodology' : `/methodology#${rule}`;
}

/* ------------------------------------------------------------------------------------------------------------- the public log */

/** The log of every published change, and its feeds (T13, D6). */
export const CHANGES = '/changes';
export const CHANGES_ATOM = '/changes.atom';
export const CHANGES_FEED = '/changes.json';
/** The hash of each day, from which a silent rewrite can be proved (T16). */
export const CHANGES_HEADS = '/changes/heads.json';

/** What of the log is asked for: after one ledger number and before another, of some classes and kinds, as known at an instant. */
export type ChangesQuery = {
  readonly after?: Value;
  readonly before?: Value;
  readonly class?: Value;
  readonly kind?: Value;
  readonly known?: Value;
};

/** The log, newest first. */
export function changes(query: ChangesQuery = {}): string {
  return address(CHANGES, query);
}

/** The same log as a feed. */
export function changesFeed(query: ChangesQuery, ending: 'atom' | 'json'): string {
  return address(ending === 'atom' ? CHANGES_ATOM : CHANGES_FEED, query);
}

/** One publish in the log. */
export function change(ledgerNumber: bigint): string {
  return `${CHANGES}/${ledgerNumber}`;
}

/* ----------------------------------------------------------------------------------------------------------- frozen comparisons */

/** Where the form that freezes a comparison leads: it answers with the address of what it has kept. */
export const FREEZE = '/p';

/** A frozen comparison: the same bytes for ever (R1). */
export function permalink(id: string): string {
  return `/p/${id}`;
}

/** One of its files. */
export function permalinkFile(id: string, ending: 'json' | 'csv' | 'svg' | 'png' | 'zip'): string {
  return `/p/${id}.${ending}`;
}

/** One of its figures or gaps taken apart; `column` counts its series from 0, in the order of its document. */
export function permalinkCell(id: string, column: number, month: Month): string {
  return `/p/${id}/${column}/${month}`;
}

/** One of its spans taken apart. */
export function permalinkSpan(id: string, column: number, days: { readonly from: Day; readonly to: Day }): string {
  return `/p/${id}/${column}/${days.from}--${days.to}`;
}

/** What of it has changed since, figure by figure (R2). */
export function permalinkChanges(id: string): string {
  return `/p/${id}/changes`;
}

/** Its citation in one of the formats (R4). */
export function permalinkCitation(id: string, ending: 'txt' | 'bib' | 'ris' | 'json'): string {
  return `/p/${id}/cite.${ending}`;
}

/** Its picture for links in other places (R8). */
export function permalinkSocial(id: string): string {
  return `/p/${id}/social.png`;
}

/** The page of what changed, and its form. */
export const CHANGED = '/changed';

/** What of a view changed between two instants (A14). */
export function changed(view: View, between: { readonly since: string; readonly until: string | null }): string {
  const query = [`since=${encodeURIComponent(between.since)}`, viewToSearch({ ...view, known: null })];
  if (between.until !== null) query.push(`until=${encodeURIComponent(between.until)}`);
  return withSearch(
    CHANGED,
    query
      .filter((part) => part !== '')
      .sort()
      .join('&'),
  );
}

/** A frozen comparison inside another page (R7). */
export function embed(id: string): string {
  return `/embed/${id}`;
}

/** The live comparison inside another page. */
export function embedLive(view: View): string {
  return withSearch('/embed', viewToSearch(view));
}

/** What oEmbed says of a page of this site; `url` is its whole address (D15). */
export function oembed(url: string): string {
  return address('/oembed', { format: 'json', url });
}

/** The picture of a live comparison for links in other places (R8). */
export function figuresSocial(view: View): string {
  return withSearch('/figures/social.png', viewToSearch(view));
}

/** The form by which a reader reports an error (R10). */
export function reportError(about: { readonly claim?: ClaimId; readonly page?: string } = {}): string {
  return address('/report', about);
}

/** What the form of reports is called where its tokens are signed. */
export const REPORT_FORM = 'report';

/** Where a reader lands who has sent a report. */
export function reportSent(id: string): string {
  return address('/report/sent', { id });
}

/** What came of every report that was answered. */
export const REPORT_LOG = '/report/log';

/** Reports at the desk: those that are open, or those that were answered. */
export function deskReports(state: 'open' | 'answered' = 'open'): string {
  return address('/editor/reports', { state: state === 'open' ? null : state });
}

/** Who repeats whom, by metric and side (T2, A9). */
export const LINEAGE = '/lineage';
export function lineage(query: { readonly known?: Value } = {}): string {
  return address(LINEAGE, query);
}

/** The same as a file. */
export function lineageTwin(query: { readonly known?: Value } = {}): string {
  return address(`${LINEAGE}.json`, query);
}

/** Hints at the desk that one series repeats another (T2). */
export const DESK_LINEAGE = '/editor/lineage';

/** One hint, with the months side by side. */
export function deskLineageHint(id: number): string {
  return `${DESK_LINEAGE}/${id}`;
}

/** One report at the desk. */
export function deskReport(id: string): string {
  return `/editor/reports/${id}`;
}

/* ------------------------------------------------------------------------------------------------------------------- the desk */

export const SIGN_IN = '/sign-in';
export const DESK = '/editor';
export const DESK_QUEUE = '/editor/queue';
export const DESK_SECOND_KEY = '/editor/second-key';
export const DESK_IMPORT = '/editor/import';
export const DESK_SOURCES = '/editor/sources';
export const DESK_NOTES = '/editor/notes';
export const DESK_PERMALINKS = '/editor/permalinks';
export const DESK_EVIDENCE = '/editor/evidence';
export const DESK_PEOPLE = '/editor/people';
export const DESK_ACCOUNT = '/editor/account';

/** An empty form for a claim; `after` fills it from the claim of the day before (E17), by its id or by that of the draft in which it was entered, `supersedes` with the claim that it replaces. */
export function newClaim(
  query: { readonly source?: Value; readonly after?: string | null; readonly supersedes?: ClaimId | null } = {},
): string {
  return address('/editor/claims/new', query);
}

/** Public claims as the desk finds them: by id, key or words. */
export const DESK_CLAIMS = '/editor/claims';
export function deskClaims(q?: string): string {
  return address(DESK_CLAIMS, { q });
}

/** The desk’s view of a public claim: its history, and what can be done to it. */
export function deskClaim(id: ClaimId): string {
  return `/editor/claims/${id}`;
}

/** The form of a proposal. */
export function draft(id: string): string {
  return `/editor/drafts/${id}`;
}

/** The three-way comparison of a proposal with what somebody else saved meanwhile (E12). */
export function draftComparison(id: string): string {
  return `/editor/drafts/${id}/compare`;
}

/** The queue of what waits for review. */
export function queue(query: { readonly sort?: Value; readonly kind?: Value; readonly assigned?: Value } = {}): string {
  return address(DESK_QUEUE, query);
}

/** One proposal before a reviewer. */
export function review(id: string): string {
  return `${DESK_QUEUE}/${id}`;
}

/** A claim to be keyed a second time: `claim:<public id>` or `proposal:<id>`, `proposal:<id>:<row>` for a row of an import. */
export function secondKey(subject: string): string {
  return `${DESK_SECOND_KEY}/${encodeURIComponent(subject)}`;
}

/** Both keys side by side, for a reviewer to decide. */
export function secondKeyDecision(id: string): string {
  return `${DESK_SECOND_KEY}/decide/${id}`;
}

/** Notes on series at the desk; `done` says what has just been done. */
export function deskNotes(done: 'published' | 'ended' | null = null): string {
  return address(DESK_NOTES, { done });
}

/** The form for title and note of a frozen comparison. */
export function deskPermalink(id: string): string {
  return `${DESK_PERMALINKS}/${id}`;
}

/** One import. */
export function deskImport(id: string): string {
  return `${DESK_IMPORT}/${id}`;
}

/**
 * Where a file is handed in. It stands outside the desk's addresses, because what passes proxy.ts is copied into memory as a whole.
 */
export const IMPORT_UPLOAD = '/upload/import';

/** The list of imports, saying why a file was refused. */
export function importRefused(reason: string): string {
  return address(DESK_IMPORT, { refused: reason });
}

/** Where a file that hangs on a publication is handed in; outside the desk's addresses like the one above. */
export const EVIDENCE_UPLOAD = '/upload/evidence';

/** The evidence of a claim at the desk, saying that a file was added, or why it was refused. */
export function deskEvidence(id: string, said?: string): string {
  return `${address(`/editor/claims/${encodeURIComponent(id)}`, { evidence: said })}#evidence`;
}

/** The bytes of a capture, as a download. */
export function evidence(sha256: string): string {
  return `/evidence/${sha256}`;
}

/** A source at the desk. */
export function deskSource(slug: string, options: { readonly draft?: Value; readonly show?: Value } = {}): string {
  return address(`${DESK_SOURCES}/${slug}`, options);
}

/** The form of a source that is not registered yet. */
export function newSource(options: { readonly draft?: Value; readonly show?: Value } = {}): string {
  return deskSource('new', options);
}

/* ----------------------------------------------------------------------------------------------------------------- signing in */

export const SECOND_FACTOR = '/sign-in/second-factor';
export const FORGOTTEN = '/forgotten';

/** Signing in, and then on to a path of this site. */
export function signIn(to?: string): string {
  return address(SIGN_IN, { to });
}

/** The second factor, and then on to a path of this site. */
export function secondFactor(to?: string): string {
  return address(SECOND_FACTOR, { to });
}

/** One’s own account; `done` names what was just changed, which the page then says. */
export function account(done?: 'password' | 'second-factor-on' | 'second-factor-off'): string {
  return address(DESK_ACCOUNT, { done });
}

/** What the guard leads to whoever may not do something; `action` is a code of lib/ledger/permissions.ts. */
export function notAllowed(action: string): string {
  return address('/editor/not-allowed', { action });
}

/** Where a new password is chosen; the token is good once. */
export function reset(token: string): string {
  return `/reset/${token}`;
}

/** Where the first administrator is made. */
export function setUp(token: string): string {
  return `/set-up/${token}`;
}

/** Where somebody who was invited becomes a person of the desk. */
export function invitation(token: string): string {
  return `/invitation/${token}`;
}

/** The full address under the origin of the server (`https://example.org`), for exports and citations. */
export function absolute(origin: string, path: string): string {
  return `${origin.replace(/\/+$/, '')}${path}`;
}
