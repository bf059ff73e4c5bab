/**
 * The connection to PostgreSQL: one pool, shared by Prisma and by the reads and writes that need their own SQL.
 */
import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { readEnvironment } from '@/lib/env';
import { PrismaClient } from './generated/client';

const DATE = 1082;
const INT8 = 20;

/** Calendar dates stay text, since a Date would bring a zone; identifiers and counts are numbers, far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === DATE) return (value: string) => value;
    if (format !== 'binary' && oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

type Database = { readonly pool: pg.Pool; readonly prisma: PrismaClient };

// A development server loads this module again after each change; the pool must not multiply with it.
const held = globalThis as typeof globalThis & { attritionLedgerDatabase?: Database };

function openDatabase(): Database {
  const { DATABASE_URL, DATABASE_POOL } = readEnvironment();
  // Reads are for few rows of many, most of them in memory: an index is nearly always right, and compiling a plan costs more than it saves.
  // Said on each new connection and not in its opening, which poolers in front of a database refuse.
  const onConnect = async (client: pg.ClientBase) => {
    await client.query('SET jit = off; SET random_page_cost = 1.1');
  };
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL,
    types,
    application_name: 'attrition-ledger',
    connectionTimeoutMillis: 10_000,
    onConnect,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function database(): Database {
  held.attritionLedgerDatabase ??= openDatabase();
  return held.attritionLedgerDatabase;
}

/** The Prisma client over the shared pool, for reads whose speed does not depend on their SQL. */
export function prisma(): PrismaClient {
  return database().prisma;
}

/** The rows of one statement. The caller names their shape; `rows.ts` turns them into the core's types. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await database().pool.query<Row>(text, [...values]);
  return rows;
}

/** The pool, where a read is written for a publish's connection and asked outside of one. */
export const CONNECTION = {
  query: <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> =>
    database().pool.query<Row>(text, values),
};

/** The rows of one statement as arrays, in the order of its columns: for reads of thousands of rows. */
export async function arraysOf<Row extends unknown[]>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await database().pool.query<Row>({ text, values: [...values], rowMode: 'array' });
  return rows;
}

/** Runs `work` in one transaction on one connection; any error rolls everything back. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database().pool.connect();
  let broken: Error | undefined;
  // A connection that breaks while it is lent out tells so twice: to the question that waits, and here, where silence would end the process.
  const onBroken = (trouble: Error) => {
    broken = trouble;
  };
  client.on('error', onBroken);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((trouble: Error) => {
      broken = trouble;
    });
    throw error;
  } finally {
    client.off('error', onBroken);
    client.release(broken);
  }
}

/** Closes every connection; for commands and tests that end or change the database. */
export async function closeDatabase(): Promise<void> {
  const open = held.attritionLedgerDatabase;
  if (!open) return;
  delete held.attritionLedgerDatabase;
  await open.prisma.$disconnect();
  await open.pool.end();
}
