import { Button } from '@/components/ui/button';
import { CONTROL_LOOK } from '@/components/ui/field';
import { formatDay, formatInstant } from '@/lib/formats/text';
import { type Day, type Instant, parseDay } from '@/lib/ledger/month';
import { CHOOSE_KNOWN, withKnown, withPublic } from '@/lib/routes';

type Props = {
  /** The address of this page as it is shown, with its query. */
  readonly path: string;
  /** The instant that was asked for; null for now. */
  readonly known: Instant | null;
  /** The instant of the ledger that the page answers to; null where it held nothing. */
  readonly knownOn: Instant | null;
  /** The day of `public=`, where the page knows it and it was asked for. */
  readonly publicDay?: Day | null;
};

/** Since when the page is as it is, with a form that asks for another instant (A4, D4). A plain form: it works without script. */
export function KnownOnControl({ path, known, knownOn, publicDay = null }: Props) {
  return (
    <div className="mb-6 text-interface">
      {known !== null && (
        <p className="mb-2 border-control border-l-4 bg-tint px-4 py-2">
          As the ledger held it on <time dateTime={known}>{formatInstant(known)}</time>.{' '}
          <a href={withKnown(path, null)}>As known now</a>
        </p>
      )}
      {publicDay !== null && (
        <p className="mb-2 border-control border-l-4 bg-tint px-4 py-2">
          <strong className="font-medium">Reconstructed</strong> from claims published by {formatDay(publicDay)},
          however late they were entered here. <a href={withPublic(path, null)}>All claims</a>
        </p>
      )}
      <details>
        <summary className="min-h-6 text-muted text-small">
          {known === null && knownOn !== null ? (
            <>
              As known on <time dateTime={knownOn}>{formatInstant(knownOn)}</time>.{' '}
            </>
          ) : null}
          <span className="text-link" data-print="hide">
            Show another instant
          </span>
        </summary>
        <form action={CHOOSE_KNOWN} method="get" className="mt-2 flex flex-wrap items-end gap-3">
          <input type="hidden" name="to" value={path} />
          <div>
            <label htmlFor="known-day" className="block text-muted text-small">
              Day (empty: now)
            </label>
            <input
              id="known-day"
              name="day"
              type="date"
              defaultValue={known?.slice(0, 10) ?? ''}
              className={`${CONTROL_LOOK} w-40`}
            />
          </div>
          <div>
            <label htmlFor="known-time" className="block text-muted text-small">
              Time, UTC (empty: end of the day in Kyiv)
            </label>
            <input
              id="known-time"
              name="time"
              type="time"
              defaultValue={known?.slice(11, 16) ?? ''}
              className={`${CONTROL_LOOK} w-32`}
            />
          </div>
          <Button type="submit">Show</Button>
        </form>
      </details>
    </div>
  );
}

/** What to do where the ledger held nothing at the instant asked for: now, or what sources had published by then. */
export function BeforeFirstRecord({ path, known }: { readonly path: string; readonly known: Instant }) {
  const day = parseDay(known.slice(0, 10));
  return (
    <>
      <p>The first record of this ledger is later than {formatInstant(known)}: it held nothing then.</p>
      <p>
        {day !== null && (
          <>
            <a href={withPublic(withKnown(path, null), day)}>Show what sources had published by {formatDay(day)}</a>,
            whenever it was entered here, or{' '}
          </>
        )}
        <a href={withKnown(path, null)}>show what is known now</a>.
      </p>
    </>
  );
}
