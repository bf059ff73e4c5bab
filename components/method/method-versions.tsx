import { DayLabel } from '@/components/ledger/month-label';
import { AnchoredHeading } from '@/components/ui/heading-anchor';
import type { MethodText } from '@/lib/ledger/method-versions';
import { parseDay } from '@/lib/ledger/month';
import { methodVersion } from '@/lib/routes';

/** Every version of the method, the latest first, with what it changed (R12). */
export function MethodVersions({ texts }: { readonly texts: readonly MethodText[] }) {
  return (
    <section className="mt-14">
      <AnchoredHeading id="versions" level={2}>
        Versions
      </AnchoredHeading>
      <p className="prose-column mt-3">
        Each figure names the version that made it. Permalinks keep their figures as they were made, and the rules of
        every version stay here.
      </p>
      <ul className="mt-3 grid gap-1 text-interface">
        {texts.map(({ version, since, changed }) => {
          const day = parseDay(since);
          return (
            <li key={version}>
              <a href={methodVersion(version)}>Method {version}</a>, since{' '}
              {day === null ? since : <DayLabel day={day} />}: {changed ?? 'the first.'}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
