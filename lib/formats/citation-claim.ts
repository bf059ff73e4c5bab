/**
 * How one claim is cited (R4; ux.md §18): who said it, where it was published, what was kept of that, and under which id it is recorded here.
 */
import type { ClaimId, Publication } from '@/lib/ledger/claim';
import type { Day, Instant } from '@/lib/ledger/month';
import type { Standing } from '@/lib/ledger/vocabulary';
import { WORK } from './citation';
import type { Reference } from './citation-files';
import { formatDay, formatInstant, plural } from './text';

/** What was kept of a publication: when, where an archive has it, and the SHA-256 of the bytes that are held here. */
export type CitedCapture = {
  readonly archivedOn: Day;
  readonly archiveUrl: string | null;
  /** 64 hexadecimal digits; null where only an archive has the bytes. */
  readonly sha256: string | null;
};

/** What a citation says of a claim. */
export type CitedClaim = {
  readonly id: ClaimId;
  readonly publications: readonly Publication[];
  readonly standing: Standing;
  readonly knownOn: Instant;
  /** The claim in words, which stand for the title of a publication that has none. */
  readonly sentence: string;
  /** Name of the source. */
  readonly source: string;
  /** Its whole address as known at that instant, so that it shows what was cited. */
  readonly address: string;
  /** What was kept of the publication that is cited; null for nothing. */
  readonly capture: CitedCapture | null;
};

/** The publication that is cited: the first that can be read, else the first. */
export function citedPublication(publications: readonly Publication[]): Publication | undefined {
  return publications.find(({ url }) => url !== null) ?? publications[0];
}

/** `archived 3 March 2026 https://…, sha256 0123456789ab`; without a capture the address of a copy that the claim names. Null for nothing. */
function archivedWords(publication: Publication | undefined, capture: CitedCapture | null): string | null {
  const address = capture?.archiveUrl ?? publication?.archiveUrl ?? null;
  const archived = [capture === null ? null : formatDay(capture.archivedOn), address].filter((part) => part !== null);
  const words = archived.length === 0 ? [] : [['archived', ...archived].join(' ')];
  if (capture?.sha256) words.push(`sha256 ${capture.sha256.slice(0, 12)}`);
  return words.length === 0 ? null : words.join(', ');
}

/** `Recorded as claim abc1234, Attrition Ledger, as known on 3 March 2026, 14:05 UTC, https://…`; what no longer stands says so. */
function recordedWords({ id, standing, knownOn, address }: CitedClaim): string {
  const fallen = standing === 'withdrawn' || standing === 'discounted' ? ` (${standing})` : '';
  return `Recorded as claim ${id}${fallen}, ${WORK}, as known on ${formatInstant(knownOn)}, ${address}`;
}

const furtherWords = ({ publications }: CitedClaim) =>
  publications.length > 1 ? `and ${plural(publications.length - 1, 'further publication')}` : null;

/** `UK Defence Intelligence, “Update”, X, 3 March 2026, https://…, archived https://…. Recorded as claim abc1234, Attrition Ledger, …`. */
export function claimCitation(cited: CitedClaim): string {
  const publication = citedPublication(cited.publications);
  const said = [
    cited.source,
    publication?.title ? `“${publication.title}”` : null,
    publication?.publisher === cited.source ? null : publication?.publisher,
    publication?.publishedOn ? formatDay(publication.publishedOn) : 'without date',
    publication?.url,
    archivedWords(publication, cited.capture),
    furtherWords(cited),
  ].filter((part) => part !== null && part !== undefined);
  return `${said.join(', ')}. ${recordedWords(cited)}`;
}

/** The same for reference managers: a page by the source, or a document where there is no address. */
export function claimReference(cited: CitedClaim): Reference {
  const publication = citedPublication(cited.publications);
  const archived = archivedWords(publication, cited.capture);
  const rest = [archived, furtherWords(cited)].filter((part) => part !== null).join(', ');
  const asRecorded = rest === '' ? '' : `${rest.charAt(0).toUpperCase()}${rest.slice(1)}. `;
  return {
    label: `attrition-ledger-claim-${cited.id}`,
    type: publication?.url ? 'webpage' : 'document',
    title: publication?.title ?? cited.sentence,
    author: cited.source,
    publisher: publication?.publisher ?? cited.source,
    day: publication?.publishedOn ?? null,
    genre: null,
    version: null,
    address: publication?.url ?? cited.address,
    note: `${asRecorded}${recordedWords(cited)}`,
    howPublished: null,
  };
}
