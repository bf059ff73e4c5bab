import type { Metadata } from 'next';
import { decideHintAction } from '@/app/editor/lineage/actions';
import { InstantLabel } from '@/components/ledger/month-label';
import { DecideHintForm } from '@/components/lineage/decide-hint-form';
import { HintMonths, HintShifts } from '@/components/lineage/hint-months';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMay } from '@/lib/auth/guard';
import { readLineageHint } from '@/lib/data/lineage-hints';
import { shareWords } from '@/lib/formats/lineage-words';
import { capitalise, formatMonth, formatPercent, joinWords, plural } from '@/lib/formats/text';
import { AGREE_WITHIN, NOTED_ABOVE } from '@/lib/ledger/circularity';
import { permit } from '@/lib/ledger/permissions';
import { METRICS, SIDES, THEATRE } from '@/lib/ledger/vocabulary';
import { change, claim as claimAddress, DESK_LINEAGE, source } from '@/lib/routes';

export const instant = false;
export const metadata: Metadata = { title: 'Does it repeat the other?' };

const DIRECTIONS = {
  recorded: 'Claims of these months are recorded as its repetitions already.',
  later: 'It publishes later: that is why it is taken for the one that repeats.',
  unknown: 'Nothing tells which of the two came first: read the texts before you decide.',
} as const;

/** One hint: both series side by side, the same months moved, the texts that name the other, and the decision (T2). */
export default async function LineageHintPage({ params }: PageProps<'/editor/lineage/[id]'>) {
  const person = await requireMay('queue.read');
  const hint = await readLineageHint(Number((await params).id));
  if (hint === null)
    return (
      <PageHeader title="No such hint">
        <p>
          It may have gone because the two no longer agree. <a href={DESK_LINEAGE}>All hints</a>
        </p>
      </PageHeader>
    );
  const { repeating, repeated, comparison, citing, decisions } = hint;
  const permission = permit(person, 'hint.decide');
  const noted = comparison?.months.filter(({ noted: isNoted }) => isNoted) ?? [];
  return (
    <article>
      <PageHeader
        kicker={
          <>
            <a href={DESK_LINEAGE}>Lineage</a> · {capitalise(METRICS[hint.metric].label)}, {SIDES[hint.side].label}
            {hint.scope === THEATRE ? '' : `, ${hint.scope}`}
          </>
        }
        title={`Does ${repeating.name} repeat ${repeated.name}?`}
        isSentence
      >
        {comparison !== null && (
          <p>
            {shareWords(hint)} agree within {formatPercent(AGREE_WITHIN)} or rounding.{' '}
            {DIRECTIONS[comparison.direction]}
          </p>
        )}
      </PageHeader>
      {hint.state === 'open' && hint.undecided === 0 && (
        <div className="mb-8 max-w-prose">
          <Notice title="Recorded already.">
            Every claim of the months that agree is of one lineage with {repeated.shortName}. Confirming closes the hint
            and changes nothing.
          </Notice>
        </div>
      )}
      {decisions.length > 0 && (
        <section aria-labelledby="decisions" className="mb-10 max-w-prose">
          <h2 id="decisions">What was decided</h2>
          <ul className="mt-2 grid gap-3 text-interface">
            {decisions.map((decision) => (
              <li key={decision.at}>
                <strong className="font-medium">{capitalise(decision.decision)}</strong> by {decision.by}, on{' '}
                <InstantLabel instant={decision.at} />
                {decision.ledgerNumber !== null && (
                  <>
                    , in <a href={change(decision.ledgerNumber)}>change {String(decision.ledgerNumber)}</a>
                  </>
                )}
                : {decision.reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      {comparison !== null && (
        <>
          <section aria-labelledby="months">
            <h2 id="months">Months side by side</h2>
            {noted.length > 0 && (
              <p className="mt-1 mb-3 max-w-prose text-interface">
                {plural(noted.length, 'month')} off by more than {formatPercent(NOTED_ABOVE)}:{' '}
                {joinWords(noted.map(({ month }) => formatMonth(month, 'short')))}.
              </p>
            )}
            <div className="max-w-4xl">
              <HintMonths months={comparison.months} repeating={repeating} repeated={repeated} />
            </div>
          </section>
          <section aria-labelledby="shifts" className="mt-10 max-w-3xl">
            <h2 id="shifts" className="mb-2">
              Moved against each other
            </h2>
            <HintShifts own={hint} shifts={comparison.shifts} repeated={repeated} />
          </section>
        </>
      )}
      <section aria-labelledby="texts" className="mt-10 max-w-prose">
        <h2 id="texts">Texts that name {repeated.shortName}</h2>
        {citing.length === 0 ? (
          <p className="mt-2 text-interface text-muted">No quote, title or note held here names it as the source.</p>
        ) : (
          <ul className="mt-2 grid gap-3 text-interface">
            {citing.map((citation) => (
              <li key={`${citation.claim} ${citation.field}`}>
                <q className="[overflow-wrap:anywhere]">{citation.words.trim()}</q>
                <span className="block text-muted text-small">
                  {citation.field} of <a href={claimAddress(citation.claim)}>claim {citation.claim}</a>,{' '}
                  {citation.isDecided ? 'recorded as a repetition' : 'not decided'}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {hint.state === 'open' && (
        <section aria-labelledby="decision" className="mt-10 max-w-xl">
          <h2 id="decision" className="mb-3">
            Decide
          </h2>
          {permission.ok ? (
            <DecideHintForm
              hint={hint.id}
              compared={String(hint.compared)}
              repeating={repeating.shortName}
              repeated={repeated.shortName}
              undecided={hint.undecided}
              action={decideHintAction}
            />
          ) : (
            <p className="text-interface text-muted">{permission.message}</p>
          )}
        </section>
      )}
      <p className="mt-10 text-interface">
        About the sources: <a href={source(repeating.slug)}>{repeating.name}</a>,{' '}
        <a href={source(repeated.slug)}>{repeated.name}</a>
      </p>
    </article>
  );
}
