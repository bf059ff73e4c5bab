import { describe, expect, test } from 'vitest';
import { toPicture } from '@/lib/formats/figure-picture';
import { voicesWords } from '@/lib/formats/view-words';
import type { Month } from '@/lib/ledger/month';
import { viewOf } from '@/tests/fixtures/figure-views';
import { GENERAL_STAFF, sampleSpan, sampleTable, sampleTotalsTable, UK } from '@/tests/support/sample-table';

describe('n sources, k lineages (A9)', () => {
  const echoed = sampleTable({ spans: [sampleSpan({ lineage: GENERAL_STAFF })], lineages: 1 });
  const both = { series: [GENERAL_STAFF, UK] };

  test('stands in the picture twice: under the panel, and in the line of sources that travels with it', () => {
    const picture = toPicture(echoed, viewOf(echoed));
    const words = [...picture.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ');
    expect(words.match(/2 sources, 1 lineage/g)).toHaveLength(2);
  });
  test('of a view', () => {
    expect(voicesWords(echoed)).toBe('2 sources, 1 lineage');
  });
  test('of a panel: whoever says anything in it, spans and totals too', () => {
    expect(voicesWords(echoed, both)).toBe('2 sources, 1 lineage');
    expect(voicesWords(sampleTable(), both)).toBe('2 sources, 2 lineages');
    expect(voicesWords(sampleTotalsTable(), both)).toBe('1 source, 1 lineage');
  });
  test('of one month: whoever has a figure for it', () => {
    expect(voicesWords(sampleTable(), { ...both, month: '2024-09' as Month })).toBe('2 sources, 1 lineage');
    expect(voicesWords(sampleTable(), { ...both, month: '2024-10' as Month })).toBe('1 source, 1 lineage');
  });
});
