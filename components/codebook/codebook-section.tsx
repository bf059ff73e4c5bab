import { AnchoredHeading } from '@/components/ui/heading-anchor';
import type { CodebookEntry, CodebookList, MetricUse } from '@/lib/formats/codebook';
import { capitalise, plural } from '@/lib/formats/text';
import { claims, codebookAnchor, source } from '@/lib/routes';

/** Sources named before the rest folds. */
const NAMED = 6;

function Uses({ metric, uses }: { readonly metric: string; readonly uses: readonly MetricUse[] }) {
  return uses.map((use, index) => (
    <span key={use.slug}>
      {index > 0 && ', '}
      <a href={source(use.slug)}>{use.name}</a>{' '}
      <a
        href={claims({ metric, source: use.slug })}
        aria-label={`${plural(use.claims, 'claim')} of ${use.name}`}
        className="whitespace-nowrap text-muted"
      >
        {plural(use.claims, 'claim')}
      </a>
    </span>
  ));
}

function UsedBy({ entry }: { readonly entry: CodebookEntry }) {
  if (entry.usedBy === undefined) return null;
  if (entry.usedBy.length === 0)
    return <p className="mt-1 text-muted text-small">No claim of the ledger uses it yet.</p>;
  const folded = entry.usedBy.slice(NAMED);
  return (
    <div className="mt-1 text-small">
      <p>
        <span className="text-muted">Used by </span>
        <Uses metric={entry.code} uses={entry.usedBy.slice(0, NAMED)} />
      </p>
      {folded.length > 0 && (
        <details>
          <summary className="min-h-6 text-link">{plural(folded.length, 'more source')}</summary>
          <p>
            <Uses metric={entry.code} uses={folded} />
          </p>
        </details>
      )}
    </div>
  );
}

/** One list of the codebook: what it is for, and each code with its meaning, every one with an anchor of its own. */
export function CodebookSection({ list }: { readonly list: CodebookList }) {
  return (
    <section className="mt-12" aria-labelledby={list.list}>
      <AnchoredHeading id={list.list} level={2}>
        {list.title}
      </AnchoredHeading>
      <p className="mt-2 max-w-prose font-serif">{list.about}</p>
      <dl className="mt-4 border-line border-t">
        {list.entries.map((entry) => (
          <div
            key={entry.code}
            id={codebookAnchor(list.list, entry.code)}
            className="grid gap-x-6 gap-y-1 border-line border-b py-3 md:grid-cols-[17rem_1fr]"
          >
            <dt className="min-w-0">
              <span className="block font-medium text-interface">{capitalise(entry.label)}</span>
              <code className="text-muted [overflow-wrap:anywhere]">{entry.code}</code>
            </dt>
            <dd className="min-w-0 max-w-prose text-interface">
              {entry.sentence !== null && <p>{entry.sentence}</p>}
              {entry.notes.length > 0 && <p className="mt-1 text-muted text-small">{entry.notes.join(' ')}</p>}
              <UsedBy entry={entry} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
