/**
 * What changed between two versions of a claim, field by field, in words (E11, T13).
 */
import type { Claim } from '@/lib/ledger/claim';
import {
  COUNT_BASES,
  INTERVAL_MEANINGS,
  METRICS,
  PERIOD_KINDS,
  SIDES,
  STANDINGS,
  TIME_BASES,
  VALUE_KINDS,
} from '@/lib/ledger/vocabulary';
import { formatDay, formatNumber, plural } from './text';

/** Each field of a claim as a reader would name it. */
const FIELD_NAMES: Readonly<Record<keyof Claim, string>> = {
  key: 'Key in files',
  source: 'Source',
  spokesperson: 'Spokesperson',
  side: 'Side',
  metric: 'Metric',
  scope: 'Scope',
  definitionVersion: 'Version of the definition',
  components: 'Components',
  periodKind: 'Kind of period',
  periodStart: 'First day',
  periodEnd: 'First day after',
  asOf: 'Day of the report',
  timeBasis: 'Time basis',
  valueKind: 'Kind of value',
  low: 'Low',
  best: 'Value',
  high: 'High',
  roundingUnit: 'Rounded to',
  intervalMeaning: 'Meaning of the range',
  countBasis: 'Count basis',
  release: 'Release',
  repeatsSource: 'Repeats',
  ratioOf: 'Ratio of',
  updates: 'Replaces',
  provisional: 'Provisional',
  standing: 'Standing',
  standingReason: 'Reason',
  note: 'Note',
  publications: 'Publications',
};

/** One field that differs; `before` and `after` as text, null where there was nothing. */
export type ClaimChange = { readonly field: string; readonly before: string | null; readonly after: string | null };

/** The value of one field as text; null for none. */
export function fieldText(claim: Claim, field: keyof Claim): string | null {
  switch (field) {
    case 'side':
      return SIDES[claim.side].label;
    case 'metric':
      return METRICS[claim.metric].label;
    case 'periodKind':
      return PERIOD_KINDS[claim.periodKind].label;
    case 'valueKind':
      return VALUE_KINDS[claim.valueKind].label;
    case 'countBasis':
      return COUNT_BASES[claim.countBasis].label;
    case 'standing':
      return STANDINGS[claim.standing].label;
    case 'timeBasis':
      return claim.timeBasis === null ? null : TIME_BASES[claim.timeBasis].label;
    case 'intervalMeaning':
      return claim.intervalMeaning === null ? null : INTERVAL_MEANINGS[claim.intervalMeaning].label;
    case 'low':
    case 'best':
    case 'high':
    case 'roundingUnit': {
      const amount = claim[field];
      return amount === null ? null : formatNumber(amount);
    }
    case 'periodStart':
    case 'periodEnd':
    case 'asOf': {
      const day = claim[field];
      return day === null ? null : formatDay(day);
    }
    case 'provisional':
      return claim.provisional ? 'yes' : 'no';
    case 'definitionVersion':
      return String(claim.definitionVersion);
    case 'components': {
      const parts = Object.entries(claim.components).map(([component, inOrOut]) => `${component} ${inOrOut}`);
      return parts.length === 0 ? null : parts.sort().join(', ');
    }
    case 'ratioOf':
      return claim.ratioOf.length === 0 ? null : claim.ratioOf.join(', ');
    case 'publications':
      return plural(claim.publications.length, 'publication');
    default:
      return claim[field];
  }
}

/** The named fields of two versions as text, in the order given. */
export function toClaimChanges(before: Claim, after: Claim, changed: readonly (keyof Claim)[]): ClaimChange[] {
  return changed.map((field) => ({
    field: FIELD_NAMES[field],
    before: fieldText(before, field),
    after: fieldText(after, field),
  }));
}
