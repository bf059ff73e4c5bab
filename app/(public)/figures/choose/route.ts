import { toKnown } from '@/lib/ledger/known-on';
import { DEFAULT_VIEW, parseView } from '@/lib/ledger/view';
import { figures } from '@/lib/routes';

/**
 * Turns what the form of a comparison sent into the view’s own address: ticked series become one list, defaults disappear.
 * It changes nothing and answers with a redirect.
 */
export function GET(request: Request): Response {
  const asked = new URL(request.url).searchParams;
  const known = toKnown(asked.get('known') ?? '', asked.get('time') ?? '');
  const pairs = [...asked]
    .filter(([key]) => key !== 'series' && key !== 'held')
    .map(([key, value]) => [key, key === 'known' ? (known ?? value) : value] as const);
  const ticked = asked.getAll('series').join('~');
  const held = asked.get('held') ?? '';
  const { view } = parseView([...pairs, ['series', asked.has('chosen') ? ticked : held]]);
  // Another side is another comparison: the series of the old side would bring it back.
  const keepsSide = view.series?.every((id) => id.split('.')[2] === view.side) ?? true;
  const target = keepsSide ? view : { ...DEFAULT_VIEW, side: view.side, status: view.status, known: view.known };
  return new Response(null, { status: 303, headers: { Location: figures(target) } });
}
