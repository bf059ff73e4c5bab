import { expect, test } from 'vitest';
import { toSourceJson, toSourcesJson } from '@/lib/formats/sources-json';
import type { Day, Instant } from '@/lib/ledger/month';
import type { SeriesId } from '@/lib/ledger/series';
import { sourceSchema } from '@/lib/ledger/source';

const record = {
  source: sourceSchema.parse({
    slug: 'oryx',
    name: 'Oryx',
    shortName: 'Oryx',
    class: 'osint_project',
    party: 'none',
    attribution: 'Compiled from Oryx (CC BY 4.0).',
  }),
  claims: 86,
  metrics: ['equipment_lost_tank'] as const,
  firstDay: '2022-02-26' as Day,
  lastDay: '2025-07-19' as Day,
  freshness: { state: 'late', lastPublished: '2025-07-19' as Day, usualGapDays: 31, lateSince: '2025-08-20' as Day },
} as const;

test('the registry is one list, each entry with what the ledger holds of it and the attribution that travels', () => {
  const { sources } = JSON.parse(toSourcesJson([record]));
  expect(sources).toEqual([
    expect.objectContaining({
      slug: 'oryx',
      attribution: 'Compiled from Oryx (CC BY 4.0).',
      claims: 86,
      metrics: ['equipment_lost_tank'],
      firstDay: '2022-02-26',
      lastDay: '2025-07-19',
    }),
  ]);
});

test('one source carries its series, ties, notes and history, and nothing that the data layer may add', () => {
  const detail = {
    ...record,
    knownOn: '2026-11-22T08:44:03.612Z' as Instant,
    series: [
      {
        id: 'oryx.equipment_lost_tank.ru' as SeriesId,
        totals: 54,
        monthExact: 0,
        others: 0,
        firstDay: null,
        lastDay: null,
        lastLedgerNumber: 1n,
      },
    ],
    repeats: [],
    repeatedBy: [],
    events: [],
    history: [
      {
        revision: 1,
        recordedFrom: '2026-11-22T08:44:03.612Z' as Instant,
        changeClass: 'new' as const,
        changeNote: null,
        changeCause: null,
      },
    ],
  };
  const json = toSourceJson(detail);
  expect(json.endsWith('}\n')).toBe(true);
  expect(Object.keys(JSON.parse(json))).toEqual([
    'knownOn',
    'source',
    'series',
    'repeats',
    'repeatedBy',
    'events',
    'history',
  ]);
  expect(JSON.parse(json).series).toEqual([
    { id: 'oryx.equipment_lost_tank.ru', totals: 54, monthExact: 0, others: 0, firstDay: null, lastDay: null },
  ]);
});

test('D17 whether bulk data are withheld stands behind the older keys, with the reason', () => {
  const source = sourceSchema.parse({
    ...record.source,
    bulkWithheld: true,
    bulkWithheldReason: 'Its terms forbid it.',
  });
  const [entry] = JSON.parse(toSourcesJson([{ ...record, source }])).sources;
  expect(Object.entries(entry).slice(-4, -2)).toEqual([
    ['bulkWithheld', true],
    ['bulkWithheldReason', 'Its terms forbid it.'],
  ]);
});

test('R14 an entry ends with whether the source has ended, and how fresh it is', () => {
  const [entry] = JSON.parse(toSourcesJson([record])).sources;
  expect(Object.entries(entry).slice(-2)).toEqual([
    ['endedOn', null],
    ['freshness', { state: 'late', lastPublished: '2025-07-19', usualGapDays: 31, lateSince: '2025-08-20' }],
  ]);
});
