import type { WarningWords } from '@/lib/formats/entry-words';

/** A warning that the author passed, and why. */
export type PassedWarning = { readonly check: string; readonly reason: string };

/**
 * What the entry checks found, each with the reason for which it was passed, or with the word that none was given; reasons whose warning no
 * longer holds stand last.
 */
export function PassedWarnings({
  warnings,
  passed,
}: {
  readonly warnings: readonly WarningWords[];
  readonly passed: readonly PassedWarning[];
}) {
  const past = passed.filter((one) => !warnings.some(({ key }) => key === one.check));
  if (warnings.length === 0 && past.length === 0)
    return <p className="text-interface text-muted">The entry checks found nothing to warn of.</p>;
  return (
    <ul className="grid gap-3 text-interface">
      {warnings.map(({ key, message }) => {
        const given = passed.find((one) => one.check === key);
        return (
          <li
            key={key}
            className={`border-l-4 px-3 py-1 ${given === undefined ? 'border-caution-line bg-caution' : 'border-line'}`}
          >
            <p className="max-w-prose">{message}</p>
            <p className="text-muted">
              {given === undefined ? (
                <span className="font-medium text-ink">No reason was given.</span>
              ) : (
                <>
                  Passed, because: <q>{given.reason}</q>
                </>
              )}
            </p>
          </li>
        );
      })}
      {past.map((one) => (
        <li key={one.check} className="border-line border-l-4 px-3 py-1 text-muted">
          A warning that no longer holds was passed, because: <q>{one.reason}</q>
        </li>
      ))}
    </ul>
  );
}
