/**
 * How often something was tried, and whether it may be tried again: counted in the database, so that all processes agree.
 */
import 'server-only';
import { rowsOf } from './db';

/** How often something may be tried within so many seconds. */
export type AttemptLimit = { readonly max: number; readonly seconds: number };

/**
 * Counts one attempt under a key, atomically and across processes. Answers how many seconds remain until the next one is allowed; 0 when
 * this one is.
 */
export async function countAttempt(key: string, limit: AttemptLimit, now = Date.now()): Promise<number> {
  const window = limit.seconds * 1000;
  const [row] = await rowsOf<{ count: number; last_request: number }>(
    `INSERT INTO rate_limit AS r (key, count, last_request) VALUES ($1, 1, $2)
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN r.last_request <= $2 - $3::bigint THEN 1 ELSE r.count + 1 END,
       last_request = CASE WHEN r.last_request <= $2 - $3::bigint THEN $2 ELSE r.last_request END
     RETURNING count, last_request`,
    [key, now, window],
  );
  if (row === undefined) throw new Error('An attempt was not counted.');
  return row.count <= limit.max ? 0 : Math.max(1, Math.ceil((row.last_request + window - now) / 1000));
}

/** Forgets the attempts under a key. */
export async function forgetAttempts(key: string): Promise<void> {
  await rowsOf('DELETE FROM rate_limit WHERE key = $1', [key]);
}
