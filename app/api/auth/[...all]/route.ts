import { headers } from 'next/headers';
import { openAuth } from '@/lib/auth/auth';
import { cameOverTls } from '@/lib/auth/origin';

/** What may be asked here. Our own pages never do; for programs that sign in. Everything else of better-auth is reached by actions only. */
const OPEN = new Set([
  '/api/auth/sign-in/email',
  '/api/auth/sign-out',
  '/api/auth/two-factor/verify-totp',
  '/api/auth/two-factor/verify-backup-code',
]);

/** better-auth's own addresses: it counts requests and refuses other origins. No GET: nothing here is only read. */
export async function POST(request: Request): Promise<Response> {
  if (!OPEN.has(new URL(request.url).pathname)) return new Response(null, { status: 404 });
  const auth = await openAuth(cameOverTls(await headers()));
  return auth.handler(request);
}
