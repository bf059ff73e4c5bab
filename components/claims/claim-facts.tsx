import { DayLabel } from '@/components/ledger/month-label';
import { Facts } from '@/components/ui/facts';
import { scopeWords } from '@/lib/formats/claim-sentence';
import { capitalise, formatNumber, formatPeriod } from '@/lib/formats/text';
import type { Claim } from '@/lib/ledger/claim';
import { claimantOf, type Source } from '@/lib/ledger/source';
import {
  CLAIMANTS,
  COMPONENTS,
  COUNT_BASES,
  COUNTING_CONVENTIONS,
  INTERVAL_MEANINGS,
  isCodeOf,
  METRICS,
  PERIOD_KINDS,
  SIDES,
  TIME_BASES,
} from '@/lib/ledger/vocabulary';
import { codebook, source as sourceAddress } from '@/lib/routes';

/** Every field of a claim beside its value, in words, the same in public and at the desk. Fields that say nothing are left out. */
export function ClaimFacts({
  claim,
  source,
  nameOf,
}: {
  readonly claim: Claim;
  readonly source: Pick<Source, 'slug' | 'name' | 'party' | 'countingConvention' | 'attribution'>;
  /** The name of a registered source. */
  readonly nameOf: (slug: string) => string;
}) {
  const claimant = claimantOf(source.party, claim.side);
  const components = Object.entries(claim.components).map(
    ([component, inOrOut]) =>
      `${isCodeOf(COMPONENTS, component) ? COMPONENTS[component].label : component} ${inOrOut === 'in' ? 'included' : 'left out'}`,
  );
  return (
    <Facts
      facts={[
        {
          term: 'Source',
          value: (
            <>
              <a href={sourceAddress(source.slug)}>{source.name}</a>
              {claim.spokesperson !== null && `, ${claim.spokesperson}`}
              <span className="block text-muted text-small">{CLAIMANTS[claimant].sentence}</span>
            </>
          ),
        },
        {
          term: 'Counts',
          value: (
            <>
              <a href={codebook('metrics', claim.metric)}>{capitalise(METRICS[claim.metric].label)}</a>
              <span className="block text-muted text-small">{METRICS[claim.metric].definition}</span>
            </>
          ),
        },
        { term: 'Side', value: SIDES[claim.side].label },
        { term: 'Where', value: capitalise(scopeWords(claim.scope)) },
        { term: 'Forces', value: components.join(', ') },
        { term: 'Kind of number', value: capitalise(PERIOD_KINDS[claim.periodKind].label) },
        {
          term: 'Period',
          value:
            claim.periodStart === null && claim.periodEnd === null
              ? null
              : capitalise(formatPeriod(claim.periodStart, claim.periodEnd)),
        },
        {
          term: 'Reaches to',
          value:
            claim.asOf === null ? null : (
              <>
                <DayLabel day={claim.asOf} />
                <span className="block text-muted text-small">
                  {COUNTING_CONVENTIONS[source.countingConvention].sentence}
                </span>
              </>
            ),
        },
        {
          term: 'Rounded to',
          value: claim.roundingUnit === null ? null : formatNumber(claim.roundingUnit),
        },
        {
          term: 'Range means',
          value: claim.intervalMeaning === null ? null : capitalise(INTERVAL_MEANINGS[claim.intervalMeaning].label),
        },
        {
          term: 'Rests on',
          value: (
            <>
              {capitalise(COUNT_BASES[claim.countBasis].label)}
              <span className="block text-muted text-small">{COUNT_BASES[claim.countBasis].sentence}</span>
            </>
          ),
        },
        {
          term: 'Dated',
          value: claim.timeBasis === null ? null : capitalise(TIME_BASES[claim.timeBasis].label),
        },
        { term: 'Release', value: claim.release },
        {
          term: 'Repeats',
          value:
            claim.repeatsSource === null ? null : (
              <a href={sourceAddress(claim.repeatsSource)}>{nameOf(claim.repeatsSource)}</a>
            ),
        },
        {
          term: 'Whose number',
          value:
            claim.lineageDecided && claim.repeatsSource === null ? 'The source’s own, as an editor found it.' : null,
        },
        { term: 'Note', value: claim.note },
        { term: 'Attribution', value: source.attribution },
      ]}
    />
  );
}
