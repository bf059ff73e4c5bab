import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { gradeClaimAction } from '@/app/editor/grades/actions';
import { toPairs } from '@/app/search-params';
import { ClaimFacts } from '@/components/claims/claim-facts';
import { ClaimGrade } from '@/components/claims/claim-grade';
import { ClaimHistory } from '@/components/claims/claim-history';
import { ClaimLinks } from '@/components/claims/claim-links';
import { ClaimAxes, ClaimSupport, SubstanceRecords } from '@/components/claims/claim-support';
import { GradeClaimForm } from '@/components/claims/grade-claim-form';
import { Publications } from '@/components/claims/publications';
import { SubstanceForm } from '@/components/claims/substance-form';
import { AddEvidenceForm } from '@/components/evidence/add-evidence-form';
import { ClaimFlags } from '@/components/ledger/claim-flags';
import { ClaimedValue } from '@/components/ledger/claimed-value';
import { VerificationStep } from '@/components/ledger/verification-badge';
import { OpenProposals } from '@/components/review/open-proposals';
import { EmptyState } from '@/components/site/empty-state';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readClaimGrades } from '@/lib/data/assessments';
import { readEvidence } from '@/lib/data/captures';
import { readCatalogue } from '@/lib/data/catalogue';
import { getClaim } from '@/lib/data/claim-detail';
import { readClaimSupport } from '@/lib/data/claim-support';
import { NOW } from '@/lib/data/ledger';
import { handsIn } from '@/lib/data/proposal-publishing';
import { listProposalsOf } from '@/lib/data/proposals';
import { handsInClaim } from '@/lib/data/substance-records';
import { readEnvironment } from '@/lib/env';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { EVIDENCE_REFUSALS } from '@/lib/formats/evidence-words';
import { capitalise } from '@/lib/formats/text';
import { permit } from '@/lib/ledger/permissions';
import { lacksForChecked } from '@/lib/ledger/second-key';
import { CHANGE_CAUSES, type ChangeAct, codesOf, isCodeOf, METRICS } from '@/lib/ledger/vocabulary';
import { claim as claimAddress, DESK_CLAIMS, deskClaims, newClaim, secondKey } from '@/lib/routes';
import { discount, restore, revise, withdraw } from './actions';
import { endSubstanceAction, recordSubstanceAction } from './substance-actions';

export const instant = false;
export const metadata: Metadata = { title: 'Claim' };

/** The causes that are offered for an act, with what each means. */
function causesOf(act: ChangeAct) {
  return codesOf(CHANGE_CAUSES)
    .filter((cause) => (CHANGE_CAUSES[cause].acts as readonly ChangeAct[]).includes(act))
    .map((cause) => ({
      value: cause,
      label: capitalise(CHANGE_CAUSES[cause].label),
      help: CHANGE_CAUSES[cause].sentence,
    }));
}

/** The fields of withdrawing and discounting: cause, the reason that readers see, and the note of the log. */
function endFields(act: 'withdraw' | 'discount') {
  return [
    { type: 'radio', name: 'cause', label: 'Why', choices: causesOf(act) },
    {
      type: 'lines',
      name: 'reason',
      label: 'Reason, for readers',
      help: 'One or two sentences. They stand on the claim for ever.',
    },
    { type: 'lines', name: 'note', label: 'Note for the log', help: 'What changed, and what it rests on.' },
  ] as const;
}

/** A public claim as the desk sees it: all that readers see, what it lacks for Checked, and what can be done to it (E10, E11). */
export default async function DeskClaimPage({ params, searchParams }: PageProps<'/editor/claims/[id]'>) {
  const person = await requireMay('draft.begin');
  const { id } = await params;
  const detail = await getClaim(id, NOW);
  if (detail === null)
    return (
      <EmptyState title="There is no such claim">
        <p>
          The ledger never deletes a claim, so the address is probably cut off.{' '}
          <a href={DESK_CLAIMS}>Look for it by words, key or id.</a>
        </p>
      </EmptyState>
    );
  const { claim, source, sourceEntry, badge } = detail;
  const [{ sources }, proposals, by, grades, evidence, support, allHands] = await Promise.all([
    readCatalogue(NOW),
    listProposalsOf(detail.id),
    handsIn(id),
    readClaimGrades(detail.id, NOW),
    readEvidence(detail.id, NOW, { names: true }),
    readClaimSupport(detail.id, NOW),
    handsInClaim(id),
  ]);
  const said = new Map(toPairs(await searchParams)).get('evidence');
  const isChecked = detail.attribution === 'a2';
  const lacks = isChecked ? [] : ['no second editor has keyed it and agreed', ...lacksForChecked(claim)];
  const about = () => ({ claim: id, proposal: randomUUID() });
  const mayRecord = permit(person, 'substance.record', { by: allHands });
  const records = support?.records ?? [];
  const mayKey = permit(person, 'key.enter', { by });
  const isCurrent = claim.standing === 'current';
  return (
    <article>
      <PageHeader
        kicker={
          <>
            <a href={deskClaims()}>Claims at the desk</a> · claim <code>{id}</code>
          </>
        }
        title={toClaimSentence(claim, source)}
        isSentence
      />
      <div className="mb-8 grid gap-3 empty:hidden">
        {!isCurrent && (
          <Notice tone="caution" title={`This claim is ${claim.standing}. No figure uses it.`}>
            <p>{claim.standingReason}</p>
          </Notice>
        )}
        {detail.supersededBy !== null && (
          <Notice title="The same source replaced this claim.">
            <a href={claimAddress(detail.supersededBy)}>See what it said later.</a>
          </Notice>
        )}
      </div>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_21rem]">
        <div className="min-w-0">
          <section aria-labelledby="desk-as-claimed">
            <h2 id="desk-as-claimed" className="sr-only">
              As claimed
            </h2>
            <p className="font-semibold font-serif text-heading-1 tabular-nums">
              <ClaimedValue
                value={claim}
                periodKind={claim.periodKind}
                standing={claim.standing}
                unit={METRICS[claim.metric].unit}
              />
            </p>
            <div className="relative mt-2 mb-6 flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <VerificationStep badge={badge} />
              <ClaimFlags flags={detail.flags} />
            </div>
            <div className="mb-6">
              <ClaimAxes attribution={detail.attribution} substance={detail.substance} />
            </div>
            <ClaimFacts
              claim={claim}
              source={sourceEntry}
              nameOf={(slug) => sources.find((one) => one.slug === slug)?.name ?? slug}
            />
          </section>
          <section aria-labelledby="desk-publications" className="mt-10">
            <h2 id="desk-publications">Where it was said</h2>
            <Publications
              publications={claim.publications}
              source={source}
              evidence={evidence}
              isFetching={readEnvironment().EVIDENCE_FETCH === 'on'}
            />
          </section>
          {permit(person, 'evidence.add').ok && (
            <section aria-labelledby="evidence" className="mt-10">
              <h2 id="evidence" className="mb-3">
                Add evidence
              </h2>
              {said === 'added' && (
                <div className="mb-4">
                  <Notice title="The file was added.">
                    It stands with its publication, and in the log of changes.
                  </Notice>
                </div>
              )}
              <AddEvidenceForm
                claim={id}
                publications={claim.publications.map(
                  ({ title, publisher, url }, index) => title ?? publisher ?? url ?? `Publication ${index + 1}`,
                )}
                refusal={isCodeOf(EVIDENCE_REFUSALS, said) ? EVIDENCE_REFUSALS[said] : null}
              />
            </section>
          )}
          {support !== null && (
            <section aria-labelledby="desk-support" className="mt-10">
              <h2 id="desk-support">Other sources over the same days</h2>
              <ClaimSupport claim={claim} source={source} support={support} />
            </section>
          )}
          {(detail.linksFrom.length > 0 || detail.linksTo.length > 0) && (
            <section aria-labelledby="desk-links" className="mt-10">
              <h2 id="desk-links">Other claims</h2>
              <ClaimLinks from={detail.linksFrom} to={detail.linksTo} />
            </section>
          )}
          <section aria-labelledby="desk-history" className="mt-10">
            <h2 id="desk-history">History</h2>
            {detail.history.length > 1 && (
              <p className="mt-1 max-w-prose text-interface text-muted">
                What an earlier version said can be made a draft. It is published only after review, and nothing of the
                history is lost.
              </p>
            )}
            <ClaimHistory
              versions={detail.history}
              under={({ revision }) =>
                revision === detail.revision ? null : (
                  <div className="mt-2">
                    <ActionForm
                      id={`restore-${revision}`}
                      action={restore}
                      hidden={{ ...about(), revision: String(revision) }}
                      submit={`Restore version ${revision} as a draft`}
                      trouble="No draft was made"
                    />
                  </div>
                )
              }
            />
          </section>
        </div>

        <aside className="grid content-start gap-6">
          <section
            aria-labelledby="desk-checked"
            className="rounded-card border border-line bg-card p-4 text-interface"
          >
            <h2 id="desk-checked" className="mb-2 text-heading-3">
              For Checked
            </h2>
            {isChecked ? (
              <p>A second editor keyed it blind and agreed. Nothing is missing.</p>
            ) : (
              <>
                <p>It is not Checked, because:</p>
                <ul className="mt-1 list-disc pl-5">
                  {lacks.map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
                {isCurrent && (
                  <p className="mt-3">
                    {mayKey.ok ? (
                      <>
                        <ButtonLink href={secondKey(`claim:${id}`)}>Key it a second time</ButtonLink>
                        <span className="mt-1 block text-muted text-small">
                          Better somebody who has not read this page: the second key is blind.
                        </span>
                      </>
                    ) : (
                      <span className="text-muted">{mayKey.message}</span>
                    )}
                  </p>
                )}
              </>
            )}
          </section>
          <section
            aria-labelledby="desk-substance"
            className="rounded-card border border-line bg-card p-4 text-interface"
          >
            <h2 id="desk-substance" className="mb-2 text-heading-3">
              Records and admissions
            </h2>
            {records.length > 0 ? <SubstanceRecords records={records} /> : <p>Nobody has recorded any.</p>}
            <div className="mt-4">
              {mayRecord.ok ? (
                <SubstanceForm
                  claim={id}
                  record={records.find(({ ended }) => ended === null)?.id ?? null}
                  onRecord={recordSubstanceAction}
                  onEnd={endSubstanceAction}
                />
              ) : (
                <p className="text-muted text-small">{mayRecord.message}</p>
              )}
            </div>
          </section>
          <section aria-labelledby="desk-grade" className="rounded-card border border-line bg-card p-4 text-interface">
            <h2 id="desk-grade" className="mb-2 text-heading-3">
              Credibility
            </h2>
            <ClaimGrade grades={grades} />
            {permit(person, 'grade.give').ok && (
              <div className="mt-4">
                <GradeClaimForm claim={id} action={gradeClaimAction} />
              </div>
            )}
          </section>
          <section aria-labelledby="desk-change" className="rounded-card border border-line bg-card p-4 text-interface">
            <h2 id="desk-change" className="mb-2 text-heading-3">
              Change it
            </h2>
            <p className="mb-3 text-muted text-small">
              Each begins a draft. The public claim stays as it is until somebody else has published the draft.
            </p>
            <div className="grid gap-4">
              <ActionForm
                id="revise"
                action={revise}
                hidden={about()}
                submit="Correct or update"
                look="strong"
                trouble="No draft was made"
              />
              <p className="flex flex-wrap gap-2">
                <ButtonLink href={newClaim({ supersedes: detail.id })}>Replace with a later claim</ButtonLink>
                <ButtonLink href={newClaim({ after: detail.id })}>Same source, next day</ButtonLink>
              </p>
              {isCurrent &&
                (['withdraw', 'discount'] as const).map((act) => (
                  <ActionForm
                    key={act}
                    id={act}
                    folded={
                      act === 'withdraw'
                        ? {
                            title: 'Withdraw',
                            words:
                              'The source no longer stands by it, or it should not have been entered. The claim stays readable with the reason; no figure uses it any more.',
                          }
                        : {
                            title: 'Discount',
                            words:
                              'It is shown to be wrong, or is not what it was taken for; the source still says it. The claim stays readable with the reason; no figure uses it any more.',
                          }
                    }
                    action={act === 'withdraw' ? withdraw : discount}
                    hidden={about()}
                    fields={endFields(act)}
                    submit={act === 'withdraw' ? 'Draft the withdrawal' : 'Draft the discounting'}
                    trouble="No draft was made"
                  />
                ))}
            </div>
          </section>
          <section aria-labelledby="desk-open" className="rounded-card border border-line bg-card p-4 text-interface">
            <h2 id="desk-open" className="mb-2 text-heading-3">
              Open proposals
            </h2>
            <OpenProposals
              proposals={proposals
                .filter((proposal) => permit(person, 'draft.read', proposal).ok)
                .map(({ id: proposalId, title, state, author }) => ({
                  id: proposalId,
                  title,
                  state,
                  author: author.name,
                }))}
              hidden={proposals.filter((proposal) => !permit(person, 'draft.read', proposal).ok).length}
            />
          </section>
          <p className="text-interface">
            <a href={claimAddress(detail.id)}>The claim as readers see it</a>
          </p>
        </aside>
      </div>
    </article>
  );
}
