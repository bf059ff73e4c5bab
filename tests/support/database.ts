import { inject } from 'vitest';
import { cloneDatabase } from '@/lib/local/templates.mjs';

/** A database for one test or one file, gone after `drop`. */
export type TestDatabase = {
  /** Its address, as DATABASE_URL has it. */
  url: string;
  /** Removes it, connections and all. */
  drop: () => Promise<void>;
};

/** A ledger of one's own, cloned from a template: empty tables, or the starter ledger. */
export async function freshDatabase(options: { starter?: boolean } = {}): Promise<TestDatabase> {
  return cloneDatabase(inject('postgres'), options);
}
