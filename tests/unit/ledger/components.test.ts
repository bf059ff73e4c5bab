/** Whom a number includes (domain.md §1.4). */
import { expect, test } from 'vitest';
import { areComponentsCompatible, componentsOfClaims } from '@/lib/ledger/components';
import { claim, exactly } from '@/tests/fixtures/claims';

test('components: unknown is compatible with both, and claims that differ make one unknown', () => {
  expect(areComponentsCompatible({ pmc: 'in' }, {})).toBe(true);
  expect(areComponentsCompatible({ pmc: 'in' }, { pmc: 'out' })).toBe(false);
  expect(areComponentsCompatible({ pmc: 'in', convicts: 'out' }, { pmc: 'in' })).toBe(true);
  const pmc = (said: 'in' | 'out') => claim({ ...exactly(1), components: { pmc: said } });
  expect(componentsOfClaims([pmc('in'), pmc('in')])).toEqual({ pmc: 'in' });
  expect(componentsOfClaims([pmc('in'), pmc('out')])).toEqual({});
});
