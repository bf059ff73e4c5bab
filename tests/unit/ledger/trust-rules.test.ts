/** The rules about claims beside claims: each has an example, and those with numbers come out of the core (R12). */
import { describe, expect, test } from 'vitest';
import { corroborate, toVoice } from '@/lib/ledger/corroboration';
import { countLineages, toLineageOf, toRootsOf } from '@/lib/ledger/lineage';
import { isStillCompleting, shareKnownOf, toMaturity } from '@/lib/ledger/maturity';
import { METHOD_TEXTS, methodTextOf } from '@/lib/ledger/method-versions';
import { addMonths } from '@/lib/ledger/month';
import { RULES, TRUST_RULES } from '@/lib/ledger/rules';
import { month, source, stated } from '@/tests/fixtures/claims';

const textOf = (code: string) => TRUST_RULES.find((rule) => rule.code === code)?.example ?? '';

/** What two sources’ numbers for one month make of each other. */
function beside(one: number, other: number) {
  const claims = [
    stated('2024-09', one, { id: 'a', source: 'one' }),
    stated('2024-09', other, { id: 'b', source: 'other' }),
  ];
  const voices = claims.flatMap((claim) => toVoice(claim, source(), toRootsOf(claims)) ?? []);
  return corroborate(voices).get('a' as never);
}

describe('the examples', () => {
  test('two sources of one origin are one lineage', () => {
    expect(textOf('lineage')).toContain('two sources, one lineage');
    const claims = [
      stated('2024-09', 38_130, { source: 'ua-general-staff' }),
      stated('2024-09', 38_130, { source: 'uk-di', repeatsSource: 'ua-general-staff' }),
    ];
    expect(countLineages(claims.map(toLineageOf(claims)))).toBe(1);
  });

  test('38 130 and 38 910 support each other', () => {
    expect(textOf('corroborated')).toMatch(/38 130.*38 910/);
    expect(beside(38_130, 38_910)).toEqual({ agreesWith: ['b'], against: [] });
  });

  test('38 130 and 45 690 lie apart', () => {
    expect(textOf('contested')).toMatch(/38 130.*45 690/);
    expect(beside(38_130, 45_690)).toEqual({ agreesWith: [], against: ['b'] });
  });

  test('50, 90 and 98 % of a month after one, two and three months: provisional until the third', () => {
    expect(textOf('maturity')).toMatch(/50 % after one month, 90 % after two and 98 % after three/);
    const told = [0, 50, 90, 98, 100, 100, 100, 100];
    const vintages = Array.from({ length: 7 }, (_, index) => ({
      month: addMonths(month('2024-02'), index),
      figures: new Map(
        Array.from({ length: index + 1 }, (_one, of) => [addMonths(month('2024-01'), of), told[index + 1 - of] ?? 0]),
      ),
    }));
    const record = toMaturity(vintages);
    const isProvisional = (of: string) => isStillCompleting(shareKnownOf(record, month(of)));
    expect([isProvisional('2024-07'), isProvisional('2024-06'), isProvisional('2024-05')]).toEqual([true, true, false]);
  });
});

test('each rule has a code of its own, text and an example', () => {
  const codes = [...RULES, ...TRUST_RULES].map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { title, text, example } of TRUST_RULES)
    for (const part of [title, ...text, example]) expect(part).not.toBe('');
});

test('version 1.0 stays as it was: without them', () => {
  expect(methodTextOf('1.0')?.trust).toBeUndefined();
  expect(METHOD_TEXTS[0]?.trust?.map(({ code }) => code)).toEqual(TRUST_RULES.map(({ code }) => code));
});
