/**
 * Evidence in words (T11, O6): what is archived of a publication, what became of its link, and why a file is refused.
 */
import type { Instant } from '@/lib/ledger/month';
import { formatInstant, formatNumber } from './text';

/** Kinds of file, as readers are told. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG picture',
  'image/jpeg': 'JPEG picture',
  'text/html': 'web page',
};

/** “web page, 123 kB”. */
export function bytesWords({ mime, size }: { readonly mime: string; readonly size: number }): string {
  return `${TYPE_WORDS[mime] ?? 'file'}, ${sizeWords(size)}`;
}

/** A number of bytes as people say it: “123 kB”, “1.4 MB”. */
export function sizeWords(size: number): string {
  if (size < 1000) return `${formatNumber(size)} bytes`;
  return size < 1_000_000 ? `${formatNumber(size / 1000, 0)} kB` : `${formatNumber(size / 1_000_000, 1)} MB`;
}

/** How a look at an address ended. */
export type LinkEnd = { readonly outcome: string; readonly status: number | null };

/** Why a link did not lead to its page, as the end of a sentence: “it answered 404 (not found)”. */
export function linkWords({ outcome, status }: LinkEnd): string {
  switch (outcome) {
    case 'ok':
      return 'it answered';
    case 'http_error':
      return status === 404 || status === 410
        ? `it answered ${status}, not found`
        : `it answered ${status ?? 'an error'}`;
    case 'refused':
      return 'it does not lead to the public web';
    case 'too_slow':
      return 'it took too long to answer';
    case 'too_large':
      return 'its answer is larger than what is kept';
    case 'unusable':
      return 'what it answered is no page, PDF or picture';
    default:
      return 'it could not be reached';
  }
}

/** What is known of the captures of a publication with an address, where there is no capture; null where there is nothing to say. */
export function noCaptureWords(
  fetched: (LinkEnd & { readonly at: Instant }) | null,
  isFetching: boolean,
): string | null {
  if (fetched === null) return isFetching ? 'Capture pending.' : null;
  if (fetched.outcome === 'ok') return null;
  return `Not captured: ${linkWords(fetched)} (${formatInstant(fetched.at)}).`;
}

/** What was found when kept bytes were looked at again. */
export const CHECK_WORDS = {
  found: 'as they were taken in',
  missing: 'missing',
  altered: 'altered',
} as const;

/** Why evidence is not taken in. The codes stand in the address that a refused form leads to. */
export const EVIDENCE_REFUSALS = {
  empty: 'There was no file. Choose one.',
  too_large: 'The file is too large. At most 25 MB are taken in.',
  broken: 'The file did not arrive whole. Hand it in again.',
  not_evidence: 'The file is no PDF, PNG, JPEG or HTML. What counts is its bytes, not its name.',
  no_publication: 'This publication is not part of the claim any more. Choose one of those below.',
  tool: 'Name the tool in at most 200 characters.',
} as const;
export type EvidenceRefusal = keyof typeof EVIDENCE_REFUSALS;

/** What is done with an address, as the list of what was given up names it. */
export const TASK_WORDS = {
  fetch: 'Fetch the page',
  archive: 'Ask the web archive',
  check: 'Look whether the link answers',
} as const;
