/**
 * T1, A5: every figure and span of the starter ledger, done again from its derivation by somebody who knows nothing of the rules: the sum
 * as it is written out, and the same sum from the claims that it names.
 */
import { describe, expect, test } from 'vitest';
import { add, type Exact, exact, multiply, subtract, toNumber } from '@/lib/ledger/exact';
import type { Figure, Span } from '@/lib/ledger/figure-table';
import { daysIn } from '@/lib/ledger/month';
import { readStarter, starterCoverages, starterFigures } from '@/tests/fixtures/starter';
import { work } from '@/tests/support/arithmetic';

const starter = await readStarter();
const claims = new Map(starter.claims.map((claim) => [claim.id, claim]));
const made = starterCoverages(starter).flatMap(({ id }) => {
  const { cells, spans } = starterFigures(starter, id);
  return [...cells.filter((cell): cell is Figure => cell.kind === 'figure'), ...spans];
});
const nameOf = (one: Figure | Span) => `${one.series} ${'month' in one ? one.month : `${one.from}/${one.to}`}`;

/** What the claims of a figure say in their roles; null where one says no best value. */
function bestOf(one: Figure | Span, role: string): Exact | null {
  const used = one.claims.filter((claim) => claim.role === role).map(({ id }) => claims.get(id)?.best ?? null);
  return used.reduce<Exact | null>(
    (sum, best) => (sum === null || best === null ? null : add(sum, exact(best))),
    used.length === 0 ? null : exact('0'),
  );
}

/** The best value by the roles of the claims alone; null where the rule needs more than their best values. */
function again(one: Figure | Span): number | null {
  const [stated, rate, start, end] = ['stated', 'rate', 'start', 'end'].map((role) => bestOf(one, role));
  if (stated) return toNumber(stated);
  if (rate && 'month' in one) return toNumber(multiply(rate, exact(String(daysIn(one.month)))));
  if (!start || !end) return null;
  const corrected = bestOf(one, 'correction');
  const difference = subtract(end, start);
  return toNumber(corrected ? subtract(difference, corrected) : difference);
}

describe('every figure and span of the starter ledger', () => {
  test('there are hundreds of them, by every rule that the starter ledger needs', () => {
    expect(made.length).toBeGreaterThan(400);
    expect([...new Set(made.map(({ method }) => method))].sort()).toEqual(
      expect.arrayContaining(['N1', 'N2', 'N3', 'N4', 'N7', 'N8']),
    );
  });

  test('is what its arithmetic comes to', () => {
    const wrong = made.filter(({ arithmetic, low, best, high }) => {
      const worked = work(arithmetic);
      return best === null ? worked.low !== low || worked.high !== high : worked.best !== best;
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });

  test('is what the claims that it names come to', () => {
    const compared = made.filter((one) => one.best !== null && again(one) !== null);
    expect(compared.length).toBeGreaterThan(250);
    expect(compared.filter((one) => again(one) !== one.best).map(nameOf)).toEqual([]);
  });

  test('names claims that the ledger holds', () => {
    expect(made.filter((one) => one.claims.length === 0 || one.claims.some(({ id }) => !claims.has(id)))).toEqual([]);
  });
});
