import { expect, test } from 'vitest';
import { type Cited, countClaims, fullCitation, inlineCitation, toCited } from '@/lib/formats/citation';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Day, Instant } from '@/lib/ledger/month';
import { figureTable } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

const table = figureTable({
  from: '2024-01',
  to: '2024-12',
  series: [
    { id: 'uk-di.killed_or_wounded.ru', months: [29000, 28450] },
    { id: 'ua-general-staff.killed_or_wounded.ru', months: [28450] },
  ],
});
const at = { id: 'abcdefghjkmnpqrs', address: 'https://ledger.example/p/abcdefghjkmnpqrs' };
const cited: Cited = {
  ...toCited(table, viewOf(table), at),
  knownOn: '2026-03-03T14:05:00.000Z' as Instant,
  methodVersion: '1.2',
};

test('the full citation: work, title, what it is, what is underneath, when and how, where (ux.md 18)', () => {
  expect(fullCitation(cited)).toBe(
    'Attrition Ledger. “Killed or wounded, Russia, month by month, January to December 2024” [dataset view]. ' +
      'Underlying claims: UK Defence Intelligence; General Staff of the Armed Forces of Ukraine [1 claim]. ' +
      'As known on 3 March 2026, 14:05 UTC, method 1.2. https://ledger.example/p/abcdefghjkmnpqrs',
  );
});

test('the citation for running text names the sources before the ledger, and the frozen address', () => {
  expect(inlineCitation(cited)).toBe(
    'Attrition Ledger (2026), from UK Defence Intelligence; General Staff of the Armed Forces of Ukraine [1 claim] – ' +
      'normalised by Attrition Ledger, as known on 3 March 2026, 14:05 UTC, method 1.2, ' +
      'https://ledger.example/p/abcdefghjkmnpqrs',
  );
});

test('a reconstruction from what was published by a day says so', () => {
  expect(fullCitation({ ...cited, publicDay: '2025-01-31' as Day })).toContain(
    'Reconstructed from claims published by 31 January 2025, as known on 3 March 2026, 14:05 UTC, method 1.2.',
  );
});

test('a claim counts once, however many figures, gaps, spans and totals name it', () => {
  const claim = (id: string) => ({ id: id as ClaimId, revision: 1, role: 'stated' as const });
  const many = figureTable({
    from: '2024-01',
    to: '2024-02',
    series: [
      {
        id: 'uk-di.killed_or_wounded.ru',
        months: [
          { best: 1, claims: [claim('aaaaaaa'), claim('bbbbbbb')] },
          {
            best: 2,
            claims: [claim('bbbbbbb')],
            alsoSaid: [{ id: 'ccccccc' as ClaimId, low: null, best: 3, high: null }],
          },
        ],
        spans: [{ from: '2024-01-01', to: '2024-03-01', best: 3, claims: [claim('ddddddd')] }],
      },
    ],
  });
  expect(countClaims(many)).toBe(4);
});
