/**
 * The search box in the header: sources, metrics and claims for a few words.
 */
import 'server-only';
import type { ClaimId } from '@/lib/ledger/claim';
import { codesOf, METRICS, type Metric, metricOf } from '@/lib/ledger/vocabulary';
import { ALL_CLAIMS, listClaims } from './claim-list';
import { rowsOf } from './db';
import { type At, NOW } from './ledger';
import { type ListedClaim, readClaimsByIds } from './listed-claims';
import { toSearchWords } from './search-words';
import { listSources, type SourceSummary } from './source-pages';

export type SearchHits = {
  /** The claim whose public id or key was typed. */
  readonly exactly: ListedClaim | null;
  readonly sources: readonly SourceSummary[];
  readonly metrics: readonly Metric[];
  readonly claims: readonly ListedClaim[];
  /** How many claims the words are in; not exact above 10 000. */
  readonly total: { readonly claims: number; readonly exact: boolean };
};

const MOST_HITS = 8;

/** True when every word stands in the text, the last as the beginning of a word. */
function hasWords(text: string, words: readonly string[]): boolean {
  const held = toSearchWords(text);
  return words.every((word, index) =>
    index === words.length - 1 ? held.some((other) => other.startsWith(word)) : held.includes(word),
  );
}

/** What the ledger held for these words at an instant. The words are those of now, as everywhere in the list of claims. */
export async function searchEverything(text: string, at: At = NOW): Promise<SearchHits> {
  const words = toSearchWords(text);
  if (words.length === 0)
    return { exactly: null, sources: [], metrics: [], claims: [], total: { claims: 0, exact: true } };
  const [exactly, sources, list] = await Promise.all([
    findExactly(text.trim(), at),
    listSources(at),
    listClaims({ ...ALL_CLAIMS, text, grouped: false, limit: MOST_HITS }, at),
  ]);
  return {
    exactly,
    sources: sources
      .filter(({ source }) =>
        hasWords([source.name, source.shortName, source.slug, ...source.aliases].join(' '), words),
      )
      .sort((a, b) => b.claims - a.claims)
      .slice(0, MOST_HITS),
    metrics: codesOf(METRICS)
      .filter((metric) => hasWords(`${metricOf(metric).label} ${metric}`, words))
      .slice(0, MOST_HITS),
    claims: list.rows.flatMap((row) => (row.kind === 'claim' ? [row.claim] : [])),
    total: list.total,
  };
}

async function findExactly(text: string, at: At): Promise<ListedClaim | null> {
  const [row] = await rowsOf<{ public_id: ClaimId }>(
    'SELECT public_id FROM claim WHERE public_id = lower($1) OR key = $1 OR id = (SELECT claim_id FROM claim_key WHERE key = $1) LIMIT 1',
    [text.slice(0, 120)],
  );
  const [claim] = row ? await readClaimsByIds([row.public_id], at) : [];
  return claim ?? null;
}
