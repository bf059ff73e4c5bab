import { Button } from '@/components/ui/button';
import type { Instant } from '@/lib/ledger/month';
import { type View, viewToSearch } from '@/lib/ledger/view';
import { FREEZE } from '@/lib/routes';

/**
 * One press freezes what is shown (R1): the view as it is known on the page, however old the page is. A plain form, so that it works on
 * cached pages and without script.
 */
export function FreezeForm({
  view,
  knownOn,
  label = 'Permalink',
  at = null,
}: {
  readonly view: View;
  readonly knownOn: Instant;
  readonly label?: string;
  /** The part of the frozen page to which it leads; a browser keeps it through the redirect. */
  readonly at?: 'cite' | 'embed' | null;
}) {
  return (
    <form method="post" action={at === null ? FREEZE : `${FREEZE}#${at}`}>
      <input type="hidden" name="view" value={viewToSearch({ ...view, known: knownOn })} />
      <Button type="submit">{label}</Button>
    </form>
  );
}
