import { localPath } from '@/lib/auth/origin';
import { toKnown } from '@/lib/ledger/known-on';
import { claims, withKnown } from '@/lib/routes';

/**
 * Turns what the known-on control sent into the address of the same page as known then; an empty day leads back to now. It changes nothing
 * and answers with a redirect.
 */
export function GET(request: Request): Response {
  const sent = new URL(request.url).searchParams;
  const to = localPath(sent.get('to'), claims());
  const day = sent.get('day') ?? '';
  // A day that is none is handed on as it is, so that the page says what was not understood.
  const known = toKnown(day, sent.get('time') ?? '') ?? day.slice(0, 40);
  return new Response(null, { status: 303, headers: { Location: withKnown(to, known === '' ? null : known) } });
}
