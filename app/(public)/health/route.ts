import { connection } from 'next/server';
import { readHealth } from '@/lib/data/health';

/**
 * Whether this server can answer (O7): 200 when the database is there and no migration has failed, else 503. The same form
 * either way.
 */
export async function GET() {
  await connection();
  const health = await readHealth();
  const isWell =
    health.database === 'ok' && health.migrations.failed.length === 0 && health.migrations.applied.length > 0;
  const body = {
    status: isWell ? 'ok' : 'failing',
    database: health.database,
    migrations: health.migrations,
    claims: health.claims,
    newestClaim: health.newestClaim,
    lastPublish:
      health.lastPublish === null
        ? null
        : { ledgerNumber: Number(health.lastPublish.ledgerNumber), recordedFrom: health.lastPublish.recordedFrom },
    queueAgeSeconds: health.queueAgeSeconds,
    lastRecompute: health.lastRecompute,
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    status: isWell ? 200 : 503,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
