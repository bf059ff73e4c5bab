import { afterAll, beforeAll } from 'vitest';
import { closeDatabase } from '@/lib/data/db';
import { type Claim, type ClaimInput, claimSchema } from '@/lib/ledger/claim';
import { type Day, type Instant, type Month, parseDay, parseInstant, parseMonth } from '@/lib/ledger/month';
import { type Source, type SourceInput, sourceSchema } from '@/lib/ledger/source';
import { freshDatabase, type TestDatabase } from './database';

/** A ledger of its own for the tests of one file: empty, or with the starter ledger. */
export function openLedger(options: { starter?: boolean } = {}): void {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await freshDatabase(options);
    process.env.DATABASE_URL = database.url;
  });
  afterAll(async () => {
    await closeDatabase();
    await database?.drop();
  });
}

/** A valid source; the test says what matters. */
export function aSource(given: Partial<SourceInput> & { slug: string }): Source {
  return sourceSchema.parse({
    name: `Source ${given.slug}`,
    shortName: given.slug,
    class: 'think_tank',
    party: 'none',
    ...given,
  });
}

/** A valid claim: so many killed or wounded in a month. The test says what matters. */
export function aClaim(given: Partial<ClaimInput> & { key: string }): Claim {
  return claimSchema.parse({
    source: 'observer',
    side: 'ru',
    metric: 'killed_or_wounded',
    periodKind: 'interval',
    periodStart: given.asOf ? null : '2024-09-01',
    periodEnd: given.asOf ? null : '2024-10-01',
    valueKind: 'point',
    best: '1000',
    publications: [
      {
        publisher: 'Observer',
        title: 'Report',
        publishedOn: '2024-10-05',
        url: `https://observer.example/${given.key}`,
      },
    ],
    ...given,
  });
}

/** A running total up to a day. */
export function aTotal(given: Partial<ClaimInput> & { key: string; asOf: string; best: string }): Claim {
  const publications = [
    { publisher: 'Observer', url: `https://observer.example/${given.key}`, publishedOn: given.asOf },
  ];
  return aClaim({ periodKind: 'cumulative_since_start', publications, ...given });
}

function certain<T>(value: T | null, text: string): T {
  if (value === null) throw new Error(`the test names no such thing: ${text}`);
  return value;
}

export const month = (text: string): Month => certain(parseMonth(text), text);
export const day = (text: string): Day => certain(parseDay(text), text);
export const instant = (text: string): Instant => certain(parseInstant(text), text);
