import { ClaimFacts } from '@/components/claims/claim-facts';
import { Publications } from '@/components/claims/publications';
import { DuplicateList } from '@/components/review/duplicate-list';
import { FieldDifferences } from '@/components/review/field-differences';
import { ImportSummary } from '@/components/review/import-summary';
import { PassedWarnings } from '@/components/review/passed-warnings';
import { Section } from '@/components/review/review-sections';
import { Notice } from '@/components/ui/notice';
import type { Proposal } from '@/lib/data/proposals';
import { deskClaim, deskSource } from '@/lib/routes';
import type { ReviewContent } from './read-review';

/** What is proposed, in full: the claim said back, the difference, the registry entry. */
export function Content({
  proposal,
  content,
  nameOf,
}: {
  readonly proposal: Proposal;
  readonly content: ReviewContent;
  readonly nameOf: (slug: string) => string;
}) {
  switch (content.kind) {
    case 'invalid':
      return (
        <Section id="problems" title="It does not hold together">
          <p className="text-interface">It cannot be published as it is. Ask its author to mend this:</p>
          <ul className="mt-2 list-disc pl-5 text-interface">
            {content.problems.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        </Section>
      );
    case 'import':
      return (
        <Section id="import" title="A file">
          {content.summary === null ? (
            <p className="text-interface">It names no file that was checked.</p>
          ) : (
            <ImportSummary summary={content.summary} />
          )}
        </Section>
      );
    case 'source':
      return (
        <Section id="difference" title={content.isNew ? 'A new entry of the registry' : 'What changes in the registry'}>
          <FieldDifferences caption="Fields of the registry entry" differences={content.differences} />
          {!content.isNew && (
            <p className="mt-3 text-interface">
              <a href={deskSource(content.source.slug)}>The entry as it is now</a>
            </p>
          )}
        </Section>
      );
    case 'claim':
      return (
        <>
          {proposal.kind === 'revision' && (
            <Section id="difference" title="What changes">
              <FieldDifferences caption="Fields that differ from the public claim" differences={content.differences} />
              {proposal.claimId !== null && (
                <p className="mt-3 text-interface">
                  <a href={deskClaim(proposal.claimId)}>The claim as it is now, with its history</a>
                </p>
              )}
            </Section>
          )}
          <Section id="claim" title={proposal.kind === 'revision' ? 'The claim as it would be' : 'The claim'}>
            <ClaimFacts claim={content.claim} source={content.source} nameOf={nameOf} />
            {content.newSource !== null && (
              <div className="mt-4">
                <Notice title={`${content.newSource.name} would be registered with it.`}>
                  <FieldDifferences caption="Its entry" differences={content.sourceDifferences} />
                </Notice>
              </div>
            )}
          </Section>
          <Section id="publications" title="Where it was said">
            <Publications publications={content.claim.publications} source={content.source} />
          </Section>
          <Section id="warnings" title="Warnings">
            <PassedWarnings warnings={content.entry.warnings} passed={proposal.passed} />
          </Section>
          <Section id="duplicates" title="May it be in the ledger already?">
            <DuplicateList duplicates={content.entry.duplicates} />
          </Section>
        </>
      );
  }
}
