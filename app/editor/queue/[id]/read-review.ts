import 'server-only';
import { readEntryWords } from '@/app/editor/drafts/entry';
import type { ImportAtAGlance } from '@/components/review/import-summary';
import { readCatalogue } from '@/lib/data/catalogue';
import { changedFields } from '@/lib/data/claim-content';
import { type ClaimDetail, getClaim, saysOtherThan } from '@/lib/data/claim-detail';
import { readImport } from '@/lib/data/import-batches';
import { readImportSample } from '@/lib/data/import-sample';
import { NOW } from '@/lib/data/ledger';
import { resolveDraft } from '@/lib/data/proposal-publishing';
import type { Proposal } from '@/lib/data/proposals';
import { type ClaimChange, toClaimChanges } from '@/lib/formats/claim-changes';
import type { EntryWords } from '@/lib/formats/entry-words';
import { toPublicationChanges } from '@/lib/formats/publication-changes';
import { toSourceChanges } from '@/lib/formats/source-changes';
import type { Claim } from '@/lib/ledger/claim';
import type { DraftProblem } from '@/lib/ledger/draft';
import type { ImportReport } from '@/lib/ledger/import-report';
import type { Source } from '@/lib/ledger/source';
import { toSource } from '@/lib/ledger/source-draft';

/** What a reviewer sees of a proposal's content, by its kind. */
export type ReviewContent =
  | {
      readonly kind: 'claim';
      readonly claim: Claim;
      readonly source: Source;
      readonly newSource: Source | null;
      /** The registry entry that would come with it. */
      readonly sourceDifferences: readonly ClaimChange[];
      /** What is public now; null for a new claim. */
      readonly current: ClaimDetail | null;
      /** What differs from the version on which the change was based. */
      readonly differences: readonly ClaimChange[];
      /** Somebody else's revision was published since: the two must be compared first (E12). */
      readonly isOvertaken: boolean;
      /** What its author was shown: warnings, likely duplicates, and which figures it moves. */
      readonly entry: EntryWords;
    }
  | {
      readonly kind: 'source';
      readonly source: Source;
      readonly isNew: boolean;
      readonly differences: readonly ClaimChange[];
    }
  | {
      readonly kind: 'import';
      /** Null where it has not been checked. */
      readonly summary: ImportAtAGlance | null;
      readonly effect: ImportReport['effect'];
    }
  /** It does not hold together: what is wrong, field by field. */
  | { readonly kind: 'invalid'; readonly problems: readonly DraftProblem[] };

async function readSource(slug: string): Promise<Source | null> {
  const { sources } = await readCatalogue(NOW);
  return sources.find((source) => source.slug === slug) ?? null;
}

function differencesOf(base: Claim | null, claim: Claim): ClaimChange[] {
  if (base === null) return [];
  const after = { ...claim, key: base.key };
  const fields = changedFields(base, after).filter((field) => field !== 'publications');
  return [...toClaimChanges(base, after, fields), ...toPublicationChanges(base.publications, after.publications)];
}

async function readImportReview(id: string | null): Promise<ReviewContent> {
  const [batch, sample] = id === null ? [null, []] : await Promise.all([readImport(id), readImportSample(id)]);
  if (batch === null || batch.report === null) return { kind: 'import', summary: null, effect: null };
  const keyed = (outcome: (typeof sample)[number]['outcome']) => sample.filter((row) => row.outcome === outcome).length;
  const { rows, fresh, extended, alreadyHere, warningRows, effect } = batch.report;
  return {
    kind: 'import',
    summary: {
      id: batch.id,
      name: batch.name,
      rows,
      fresh,
      extended,
      alreadyHere,
      warningRows,
      sample: { agree: keyed('agrees'), differ: keyed('differs'), decided: keyed('decided'), wait: keyed('waiting') },
    },
    effect,
  };
}

/** The content of a proposal beside what is public now. */
export async function readReview(proposal: Proposal): Promise<ReviewContent> {
  const { content } = proposal;
  if (content.kind === 'import') return readImportReview(proposal.importId);
  if (content.kind === 'source') {
    const resolved = toSource(content.source);
    if (!resolved.ok) return { kind: 'invalid', problems: resolved.problems };
    const held = await readSource(resolved.source.slug);
    return {
      kind: 'source',
      source: resolved.source,
      isNew: held === null,
      differences: toSourceChanges(held, resolved.source),
    };
  }
  const resolved = await resolveDraft(content.draft, content.newSource, proposal.id);
  if (!resolved.ok) return { kind: 'invalid', problems: resolved.problems };
  const { claim, newSource } = resolved;
  const [source, current, entry] = await Promise.all([
    newSource === null ? readSource(claim.source) : newSource,
    proposal.claimId === null ? null : getClaim(proposal.claimId, NOW),
    readEntryWords(proposal),
  ]);
  if (source === null)
    return { kind: 'invalid', problems: [{ field: 'source', message: `“${claim.source}” is no registered source.` }] };
  const base = current?.history.find(({ revision }) => revision === proposal.baseRevision)?.claim ?? null;
  return {
    kind: 'claim',
    claim,
    source,
    newSource,
    sourceDifferences: newSource === null ? [] : toSourceChanges(null, newSource),
    current,
    differences: differencesOf(base, claim),
    isOvertaken: current !== null && saysOtherThan(current, proposal.baseRevision),
    entry,
  };
}
