import { InstantLabel } from '@/components/ledger/month-label';
import { Tag } from '@/components/ui/badge';
import { type DifferenceLine, seriesName } from '@/lib/formats/difference-words';
import { formatNumber } from '@/lib/formats/text';
import type { SeriesId } from '@/lib/ledger/series';

function Line({ line }: { readonly line: DifferenceLine }) {
  return (
    <li className="py-3">
      <p>
        <span className="font-medium">{line.when}</span>:{' '}
        {line.isBadgeOnly ? (
          <>{line.after}, unchanged.</>
        ) : (
          <>
            <del className="text-muted">{line.before}</del>
            <span aria-hidden="true"> → </span>
            <span className="sr-only"> became </span>
            <ins className="no-underline">{line.after}</ins>
          </>
        )}{' '}
        {line.also}
      </p>
      <ul className="mt-1 grid gap-1 text-small">
        {line.reasons.map(({ words, href, class: className, reason, publish }) => (
          <li key={`${words} ${publish?.ledgerNumber}`}>
            <Tag>{className}</Tag> <a href={href}>{words}</a>
            {reason === null ? '.' : `: ${reason}`}{' '}
            {publish === null ? null : (
              <span className="text-muted">
                <InstantLabel instant={publish.at} />,{' '}
                <a href={publish.href}>ledger number {formatNumber(Number(publish.ledgerNumber))}</a>
              </span>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Figure by figure what it was, what it is, why, and since when, by series (R2). */
export function DifferenceList({
  lines,
  sourceNames,
}: {
  readonly lines: readonly DifferenceLine[];
  readonly sourceNames: ReadonlyMap<string, string>;
}) {
  const groups = new Map<SeriesId, DifferenceLine[]>();
  for (const line of lines) groups.set(line.series, [...(groups.get(line.series) ?? []), line]);
  return [...groups].map(([series, own]) => (
    <section key={series} aria-label={seriesName(series, sourceNames)} className="mt-6 text-interface">
      <h3 className="font-medium font-sans text-body">{seriesName(series, sourceNames)}</h3>
      <ul className="divide-y divide-line">
        {own.map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </ul>
    </section>
  ));
}

/** What changed in value, and apart from it what changed only in how far it is verified. */
export function Differences({
  lines,
  sourceNames,
}: {
  readonly lines: readonly DifferenceLine[];
  readonly sourceNames: ReadonlyMap<string, string>;
}) {
  const values = lines.filter(({ isBadgeOnly }) => !isBadgeOnly);
  const badges = lines.filter(({ isBadgeOnly }) => isBadgeOnly);
  return (
    <>
      {values.length > 0 && (
        <section aria-labelledby="changed-values" className="mt-8">
          <h2 id="changed-values">Figures that changed</h2>
          <DifferenceList lines={values} sourceNames={sourceNames} />
        </section>
      )}
      {badges.length > 0 && (
        <section aria-labelledby="changed-status" className="mt-10">
          <h2 id="changed-status">Only the status changed</h2>
          <p className="mt-1 text-interface text-muted">
            These numbers stand; only how far they are verified is another.
          </p>
          <DifferenceList lines={badges} sourceNames={sourceNames} />
        </section>
      )}
    </>
  );
}
