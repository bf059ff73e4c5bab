/**
 * What better-auth needs of the database: its adapter over the shared client, and the key that signs its sessions. Only lib/auth
 * asks here.
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

/** Clears away what has run out: counts of attempts, sessions, and tokens of better-auth. */
export async function clearExpired(now = Date.now()): Promise<void> {
  await rowsOf('DELETE FROM rate_limit WHERE last_request < $1', [now - 24 * 60 * 60 * 1000]);
  await rowsOf('DELETE FROM person_session WHERE expires_at < now()');
  await rowsOf('DELETE FROM person_verification WHERE expires_at < now()');
}
