import { InstantLabel } from '@/components/ledger/month-label';
import { Notice } from '@/components/ui/notice';
import { bannerWords } from '@/lib/formats/difference-words';
import { formatDay } from '@/lib/formats/text';
import type { Day, Instant } from '@/lib/ledger/month';
import type { Difference } from '@/lib/ledger/snapshot';

/** As known when, what has changed since, and where to see it (ux.md §4): the first thing on a page of frozen figures. */
export function ChangeBanner({
  knownOn,
  publicDay = null,
  differences,
  changesAddress,
  currentAddress,
}: {
  readonly knownOn: Instant;
  /** Only claims published by this day were asked for. */
  readonly publicDay?: Day | null;
  readonly differences: readonly Pick<Difference, 'what'>[];
  /** Null on the page of the changes itself. */
  readonly changesAddress: string | null;
  readonly currentAddress: string;
}) {
  return (
    <Notice tone={differences.some(({ what }) => what === 'value') ? 'caution' : 'plain'}>
      <p>
        As known on <InstantLabel instant={knownOn} />
        {publicDay === null ? '' : `, from claims published by ${formatDay(publicDay)}`}. {bannerWords(differences)}{' '}
        {differences.length > 0 && changesAddress !== null && (
          <>
            <a href={changesAddress}>See changes</a> ·{' '}
          </>
        )}
        <a href={currentAddress}>See current</a>.
      </p>
    </Notice>
  );
}
