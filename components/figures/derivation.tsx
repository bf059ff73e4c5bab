import type { ReactNode } from 'react';
import { ClaimFlags } from '@/components/ledger/claim-flags';
import { SourceCitation } from '@/components/ledger/source-citation';
import { VerificationBadge } from '@/components/ledger/verification-badge';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { ROLE_WORDS, toFigureWords, unallocatedWords } from '@/lib/formats/figure-words';
import { capitalise, formatRounded, joinWords } from '@/lib/formats/text';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import type { AlsoSaid, Bounds, Figure, Gap, Span, TableSeries, UsedClaim } from '@/lib/ledger/figure-table';
import { ruleOf } from '@/lib/ledger/rules';
import type { Source } from '@/lib/ledger/source';
import {
  BADGES,
  type Badge,
  CLAIMANTS,
  type ClaimFlag,
  FIGURE_NOTES,
  METHODS,
  REASONS,
  UNITS,
  type ValueKind,
} from '@/lib/ledger/vocabulary';
import { claim as claimAddress, codebook, methodology } from '@/lib/routes';

/** A claim as a derivation shows it. */
export type DerivationClaim = {
  readonly id: ClaimId;
  readonly claim: Claim;
  readonly source: Pick<Source, 'name'>;
  readonly badge: Badge;
  readonly flags: readonly ClaimFlag[];
  /** Whose voice it is, in words. */
  readonly lineage: string;
};

type Conventions = Pick<Source, 'name' | 'countingConvention'>;

function ClaimEntry({ entry, source, heading }: { entry: DerivationClaim; source: Conventions; heading?: ReactNode }) {
  const [first] = entry.claim.publications;
  const quoted = entry.claim.publications.find((publication) => publication.quote !== null);
  return (
    <li className="border-line border-t py-4 first:border-t-0">
      {heading ? <p className="text-muted text-small">{heading}</p> : null}
      <p className="mt-0.5">
        <a href={claimAddress(entry.id)} data-figure="">
          {toClaimSentence(entry.claim, source)}
        </a>
      </p>
      {quoted?.quote ? (
        <blockquote
          lang={quoted.language ?? undefined}
          className="mt-2 max-w-prose border-line border-l-2 pl-3 font-serif text-interface"
        >
          “{quoted.quote}”
        </blockquote>
      ) : null}
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-small">
        <VerificationBadge badge={entry.badge} />
        <ClaimFlags flags={entry.flags} />
        {first ? <SourceCitation publication={first} /> : null}
      </p>
      <p className="mt-1 text-muted text-small">{entry.lineage}</p>
    </li>
  );
}

/** The claims that the arithmetic used, each with what it was to it. */
export function UsedClaims({
  used,
  claims,
  source,
}: {
  used: readonly UsedClaim[];
  claims: ReadonlyMap<ClaimId, DerivationClaim>;
  source: Conventions;
}) {
  return (
    <ul className="mt-2">
      {used.map(({ id, role }) => {
        const entry = claims.get(id);
        return entry ? (
          <ClaimEntry key={`${id}${role}`} entry={entry} source={source} heading={ROLE_WORDS[role]} />
        ) : null;
      })}
    </ul>
  );
}

/** How bounds are said that carry no kind of their own. */
function kindOfBounds({ low, best, high }: Bounds): Exclude<ValueKind, 'none'> {
  if (best !== null) return low === null || high === null ? 'approx' : 'point';
  if (low !== null) return high === null ? 'at_least' : 'range';
  return 'at_most';
}

/** What else was said for the same days and not chosen, brought to them. */
export function AlsoSaidClaims({
  alsoSaid,
  claims,
  source,
  days,
}: {
  alsoSaid: readonly AlsoSaid[];
  claims: ReadonlyMap<ClaimId, DerivationClaim>;
  source: Conventions;
  days: string;
}) {
  return (
    <ul className="mt-2">
      {alsoSaid.map(({ id, low, best, high }) => {
        const entry = claims.get(id);
        return entry ? (
          <ClaimEntry
            key={id}
            entry={entry}
            source={source}
            heading={`For ${days} it would give ${formatRounded({ valueKind: kindOfBounds({ low, best, high }), low, best, high })}`}
          />
        ) : null;
      })}
    </ul>
  );
}

/** Claims held for a month that make no figure. */
export function HeldClaims({
  ids,
  claims,
  source,
}: {
  ids: readonly ClaimId[];
  claims: ReadonlyMap<ClaimId, DerivationClaim>;
  source: Conventions;
}) {
  return (
    <ul className="mt-2">
      {ids.map((id) => {
        const entry = claims.get(id);
        return entry ? <ClaimEntry key={id} entry={entry} source={source} /> : null;
      })}
    </ul>
  );
}

/** What a figure or span is: value and range, badge, and its flags in words; the first things that a derivation says (ux.md §6). */
export function DerivationHead({ figure, series }: { figure: Figure | Span; series: TableSeries }) {
  // Whole units are printed apart, in small type.
  const words = toFigureWords(figure, UNITS[series.unit].whole ? undefined : series.unit);
  const remarks = words.remarks.filter((remark) => remark !== FIGURE_NOTES.ROUNDING_ONLY.sentence);
  return (
    <div className="mt-6 rounded-card border border-line bg-card p-5 sm:p-6">
      <p className="font-semibold font-serif text-heading-1" data-figure-value="">
        {words.value}
        <span className="ml-2 font-normal font-sans text-interface text-muted">
          {UNITS[series.unit].whole ? UNITS[series.unit].label : ''}
        </span>
      </p>
      {words.margin ? (
        <p className="text-interface text-muted">
          {words.margin}
          {'notes' in figure && figure.notes.includes('ROUNDING_ONLY')
            ? '; rounding only, says nothing about accuracy'
            : ''}
        </p>
      ) : null}
      <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-interface">
        <VerificationBadge badge={figure.badge} />
        <span className="text-muted">
          {joinWords([...words.flags, CLAIMANTS[series.claimant].label, ...(words.coverage ? [words.coverage] : [])])}
        </span>
      </p>
      <p className="mt-1 text-muted text-small">{BADGES[figure.badge].sentence}</p>
      {remarks.length > 0 ? (
        <ul className="mt-3 list-disc space-y-1 pl-5 text-interface">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The sum that gives a figure, with its real numbers, and what was set apart from it. */
export function DerivationSum({ figure, series }: { figure: Figure | Span; series: TableSeries }) {
  return (
    <section className="mt-8">
      <h2>The arithmetic</h2>
      <p className="mt-1 break-words text-body tabular-nums" data-arithmetic="">
        {toFigureWords(figure, series.unit).arithmetic}
      </p>
      {'unallocated' in figure && figure.unallocated !== 0 ? (
        <p className="mt-1 text-interface text-muted">{unallocatedWords(figure)}</p>
      ) : null}
    </section>
  );
}

/** The rule by which a figure was made, with its text. */
export function DerivationRule({ figure }: { figure: Figure | Span }) {
  const method = METHODS[figure.method];
  const text = ruleOf(figure.method)?.text ?? [method.sentence];
  return (
    <section className="mt-10">
      <h2>
        Rule {figure.method}: {method.label}
      </h2>
      {text.map((paragraph) => (
        <p key={paragraph} className="mt-2 max-w-prose text-interface">
          {paragraph}
        </p>
      ))}
      <p className="mt-2 text-interface">
        <a href={methodology(figure.method)}>Rule {figure.method} among all rules</a>
      </p>
    </section>
  );
}

/** Why there is no figure, in words, with the code that exports carry (R6). */
export function GapHead({ gap, sentence }: { gap: Gap; sentence: string }) {
  return (
    <div className="mt-6 rounded-card border border-line bg-card p-5 sm:p-6">
      <p className="font-medium">{capitalise(REASONS[gap.reason].label)}</p>
      <p className="mt-1 max-w-prose">{sentence}</p>
      <p className="mt-2 text-small">
        <a href={codebook('reasons', gap.reason)}>Reason {gap.reason}</a>
      </p>
    </div>
  );
}
