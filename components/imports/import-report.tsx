import type { ReactNode } from 'react';
import { EffectList } from '@/components/review/effect-list';
import { Facts } from '@/components/ui/facts';
import { formatNumber, plural } from '@/lib/formats/text';
import type { ClaimId } from '@/lib/ledger/claim';
import type { ImportReport } from '@/lib/ledger/import-report';
import type { SeriesId } from '@/lib/ledger/series';
import { claim as claimAddress, deskImport } from '@/lib/routes';
import { Findings } from './findings';

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The first entries in sight, the rest folded. */
function LongList({ items, count }: { readonly items: readonly ReactNode[]; readonly count: number }) {
  const shown = 10;
  return (
    <>
      <ul className="list-disc space-y-1 pl-5">{items.slice(0, shown)}</ul>
      {items.length > shown && (
        <details className="mt-2">
          <summary className="min-h-6 text-link">{items.length - shown} more</summary>
          <ul className="mt-2 list-disc space-y-1 pl-5">{items.slice(shown)}</ul>
        </details>
      )}
      {count > items.length && (
        <p className="mt-2 text-muted text-small">And {formatNumber(count - items.length)} more.</p>
      )}
    </>
  );
}

/** What would come in, in numbers. */
export function ImportCounts({ report }: { readonly report: ImportReport }) {
  const inBatches = report.inBatches.reduce((sum, { count }) => sum + count, 0);
  const left = report.differs.count + report.corrections.count;
  return (
    <Facts
      facts={[
        { term: 'Rows read', value: formatNumber(report.rows) },
        { term: 'New claims', value: formatNumber(report.fresh) },
        ...(report.extended > 0
          ? [{ term: 'Claims that gain a publication', value: formatNumber(report.extended) }]
          : []),
        { term: 'Already in the ledger', value: formatNumber(report.alreadyHere) },
        ...(inBatches > 0 ? [{ term: 'In another batch of drafts', value: formatNumber(inBatches) }] : []),
        { term: 'Say something else than the ledger, left out', value: formatNumber(left) },
        { term: 'Rows with mistakes', value: formatNumber(report.errorRows) },
        { term: 'Compared with', value: `the ledger as of publish ${report.ledgerNumber}` },
      ]}
    />
  );
}

/** Mistakes, warnings and duplicates of a dry run; nothing where there are none. */
export function ImportFindings({ report }: { readonly report: ImportReport }) {
  return (
    <div className="grid gap-10">
      {report.errors.length > 0 && (
        <Part id="mistakes" title="Mistakes">
          <p className="mb-3 max-w-prose text-interface">
            Mend these in the file and hand it in again. An import is taken in whole or not at all.
          </p>
          <Findings found={report.errors} />
        </Part>
      )}
      {report.inBatches.length > 0 && (
        <Part id="elsewhere" title="In another batch already">
          <ul className="list-disc space-y-1 pl-5 text-interface">
            {report.inBatches.map(({ id, name, count, differing }) => (
              <li key={id}>
                {plural(count, 'row')} {count === 1 ? 'stands' : 'stand'} in <a href={deskImport(id)}>{name}</a>
                {differing > 0 && `, ${formatNumber(differing)} of them with other words or numbers`}. Not brought in
                twice.
              </li>
            ))}
          </ul>
        </Part>
      )}
      {report.corrections.count > 0 && (
        <Part id="corrections" title="Likely corrections">
          <p className="mb-3 max-w-prose text-interface">
            The ledger holds another total of the same source for the same day. These rows are left out: look at the
            claim, and correct it there if the source did.
          </p>
          <div className="text-interface">
            <LongList
              count={report.corrections.count}
              items={report.corrections.listed.map(({ row, key, id, held, found }) => (
                <li key={key}>
                  Row {row}: {found} here, {held} in the ledger. <a href={claimAddress(id as ClaimId)}>The claim</a>
                </li>
              ))}
            />
          </div>
        </Part>
      )}
      {report.differs.count > 0 && (
        <Part id="differs" title="In the ledger, saying something else">
          <p className="mb-3 max-w-prose text-interface">
            The key is taken by a claim that differs. These rows are left out; the ledger stays as it is.
          </p>
          <div className="text-interface">
            <LongList
              count={report.differs.count}
              items={report.differs.listed.map(({ row, key, id, fields }) => (
                <li key={key}>
                  Row {row}: another {fields.join(', ')}. <a href={claimAddress(id as ClaimId)}>{key}</a>
                </li>
              ))}
            />
          </div>
        </Part>
      )}
      {report.repeated.count > 0 && (
        <Part id="repeated" title="Twice in the file">
          <p className="mb-3 max-w-prose text-interface">
            Rows about the same source, count and days as an earlier row. Both are brought in: take one out where they
            are one statement.
          </p>
          <div className="text-interface">
            <LongList
              count={report.repeated.count}
              items={report.repeated.listed.map(({ row, first, same }) => (
                <li key={row}>
                  Row {row} {same ? 'says the same as' : 'says another number than'} row {first}.
                </li>
              ))}
            />
          </div>
        </Part>
      )}
      {report.warnings.length > 0 && (
        <Part id="warnings" title="Warnings">
          <Findings found={report.warnings} />
        </Part>
      )}
    </div>
  );
}

/** What publishing all of it would move: counts, the series, and the first figures old → new. */
export function ImportEffect({ effect }: { readonly effect: NonNullable<ImportReport['effect']> }) {
  const kinds = [
    [effect.made, 'made'],
    [effect.moved, 'moved'],
    [effect.lost, 'lost'],
    [effect.remarked, 'only marked otherwise'],
  ] as const;
  const counted = kinds.filter(([count]) => count > 0).map(([count, words]) => `${formatNumber(count)} ${words}`);
  return (
    <div className="grid gap-4">
      {counted.length > 0 && <p className="text-interface">{counted.join(', ')}.</p>}
      {effect.series.length > 1 && (
        <details className="text-interface">
          <summary className="min-h-6 text-link">{plural(effect.series.length, 'series', 'series')}</summary>
          <ul className="mt-2 list-disc space-y-1 pl-5">
            {effect.series.map(({ series, name, figures }) => (
              <li key={series}>
                {name}: {plural(figures, 'figure')}
              </li>
            ))}
          </ul>
        </details>
      )}
      <EffectList
        effect={effect}
        groups={effect.groups.map((group) => ({ ...group, series: group.series as SeriesId }))}
      />
    </div>
  );
}
