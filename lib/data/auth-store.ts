/**
 * What better-auth needs of the database: its adapter over the shared client, the key that signs its sessions, and the counts of
 * attempts. Only lib/auth asks here.
 */
import 'server-only';
import { randomBytes } from 'node:crypto';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { prisma, rowsOf } from './db';

/** The adapter, and the client that it is bound to: another client means another adapter. */
export function openAuthStore(): { readonly client: object; readonly adapter: ReturnType<typeof prismaAdapter> } {
  const client = prisma();
  return { client, adapter: prismaAdapter(client, { provider: 'postgresql' }) };
}

/** The key of this ledger where none is configured: made by whoever asks first, and the same for every process ever after. */
export async function readInstallationSecret(): Promise<string> {
  const read = async () => (await rowsOf<{ secret: string }>('SELECT secret FROM installation_secret'))[0]?.secret;
  const kept = await read();
  if (kept !== undefined) return kept;
  await rowsOf('INSERT INTO installation_secret (secret) VALUES ($1) ON CONFLICT DO NOTHING', [
    randomBytes(48).toString('base64url'),
  ]);
  const made = await read();
  if (made === undefined) throw new Error('The key of the installation could not be kept.');
  return made;
}

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

/** Clears away what has run out: counts of attempts, sessions, and tokens of better-auth. */
export async function clearExpired(now = Date.now()): Promise<void> {
  await rowsOf('DELETE FROM rate_limit WHERE last_request < $1', [now - 24 * 60 * 60 * 1000]);
  await rowsOf('DELETE FROM person_session WHERE expires_at < now()');
  await rowsOf('DELETE FROM person_verification WHERE expires_at < now()');
}
