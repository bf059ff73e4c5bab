import { Button } from '@/components/ui/button';
import type { Instant } from '@/lib/ledger/month';
import { MAX_FROZEN_SERIES, type View, viewToSearch } from '@/lib/ledger/view';
import { FREEZE } from '@/lib/routes';

/** What of a view a permalink keeps: of more series than that the first ones, and words that say so; null where it keeps them all. */
export function keptOf(view: View): { readonly view: View; readonly words: string | null } {
  const { series } = view;
  if (series === null || series.length <= MAX_FROZEN_SERIES) return { view, words: null };
  return {
    view: { ...view, series: series.slice(0, MAX_FROZEN_SERIES) },
    words: `A permalink, also to be cited or embedded, keeps the first ${MAX_FROZEN_SERIES} of these ${series.length} series.`,
  };
}

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
      <input type="hidden" name="view" value={viewToSearch({ ...keptOf(view).view, known: knownOn })} />
      <Button type="submit">{label}</Button>
    </form>
  );
}
