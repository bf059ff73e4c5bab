import { Tag } from '@/components/ui/badge';
import { capitalise } from '@/lib/formats/text';
import type { SourceDefinition } from '@/lib/ledger/source';
import { METRICS, SIDES } from '@/lib/ledger/vocabulary';
import { codebook } from '@/lib/routes';

/** What a source means by each of its metrics, and where its definition is inferred and not its own (flag D). */
export function Definitions({ definitions }: { readonly definitions: readonly SourceDefinition[] }) {
  if (definitions.length === 0)
    return <p className="mt-2 text-interface text-muted">The registry holds no definition of what it counts.</p>;
  return (
    <dl className="mt-3 grid gap-4 text-interface">
      {definitions.map((definition) => (
        <div key={`${definition.metric}.${definition.side}.${definition.version}`}>
          <dt>
            <a href={codebook('metrics', definition.metric)} className="font-medium">
              {capitalise(METRICS[definition.metric].label)}
            </a>
            , {SIDES[definition.side].label}
            {definition.version > 1 && `, definition ${definition.version}`}{' '}
            {definition.inferred && <Tag>definition inferred</Tag>}
          </dt>
          <dd className="mt-1 max-w-prose">
            {definition.counts}
            {definition.method !== null && (
              <span className="block text-muted text-small">How: {definition.method}</span>
            )}
            {definition.inferred && (
              <span className="block text-muted text-small">
                The source publishes no definition, so its figures carry the flag D.
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
