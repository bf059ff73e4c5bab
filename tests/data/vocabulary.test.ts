import { describe, expect, test } from 'vitest';
import { rowsOf } from '@/lib/data/db';
import { PROPOSAL_KINDS, PROPOSAL_STATES } from '@/lib/ledger/review';
import {
  ATTRIBUTIONS,
  BADGES,
  CHANGE_CAUSES,
  CHANGE_CLASSES,
  COUNT_BASES,
  CREDIBILITIES,
  INTERVAL_MEANINGS,
  LINK_TYPES,
  METRICS,
  PERIOD_KINDS,
  PERSON_ROLES,
  RELIABILITIES,
  REPORT_OUTCOMES,
  SERIES_EVENT_KINDS,
  SIDES,
  STANDINGS,
  TIME_BASES,
  VALUE_KINDS,
} from '@/lib/ledger/vocabulary';
import { openLedger } from '../support/ledger';

openLedger();

/** Codes named in a CHECK of the database, in any order. */
async function codesIn(constraint: string): Promise<string[]> {
  const rows = await rowsOf<{ definition: string }>(
    'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
    [constraint],
  );
  return [...(rows[0]?.definition.matchAll(/'([A-Fa-z0-9_]+)'::text/g) ?? [])].map(([, code]) => code ?? '').sort();
}

describe('the database knows the codes of the vocabulary, no more and no less', () => {
  test.each([
    ['series_metric_check', METRICS],
    ['series_side_check', SIDES],
    ['claim_facet_badge_check', BADGES],
    ['claim_facet_count_basis_check', COUNT_BASES],
    ['claim_revision_count_basis_check', COUNT_BASES],
    ['claim_revision_value_check', VALUE_KINDS],
    ['claim_revision_period_kind_check', PERIOD_KINDS],
    ['claim_revision_time_basis_check', TIME_BASES],
    ['claim_revision_interval_meaning_check', INTERVAL_MEANINGS],
    ['claim_revision_attribution_check', ATTRIBUTIONS],
    ['claim_revision_standing_check', STANDINGS],
    ['claim_revision_change_class_check', CHANGE_CLASSES],
    ['source_revision_change_class_check', CHANGE_CLASSES],
    ['claim_link_type_check', LINK_TYPES],
    ['series_event_kind_check', SERIES_EVENT_KINDS],
    ['claim_revision_change_cause_check', CHANGE_CAUSES],
    ['person_role_check', PERSON_ROLES],
    ['proposal_kind_check', PROPOSAL_KINDS],
    ['proposal_state_check', PROPOSAL_STATES],
    ['assessment_reliability_check', RELIABILITIES],
    ['assessment_credibility_check', CREDIBILITIES],
    ['report_event_outcome_check', REPORT_OUTCOMES],
  ])('%s', async (constraint, vocabulary) => {
    expect(await codesIn(constraint)).toEqual(Object.keys(vocabulary).sort());
  });
});
