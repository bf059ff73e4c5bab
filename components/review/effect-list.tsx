import { type EffectGroup, effectSummary } from '@/lib/formats/effect-words';

/** Lines shown of a series before the rest folds. */
const SHOWN = 6;

function Lines({ lines }: { readonly lines: EffectGroup['lines'] }) {
  return (
    <ul className="grid gap-2">
      {lines.map((line) => (
        <li key={line.key}>
          <span className="block text-muted text-small">{line.when}</span>
          <span className="block tabular-nums">
            {line.before} → <span className="font-medium">{line.after}</span>
          </span>
          {line.also !== null && <span className="block text-muted text-small">{line.also}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Which figures a change would move, old → new, by series (E2). */
export function EffectList({
  effect,
  groups,
}: {
  readonly effect: { readonly figures: number; readonly share: number | null };
  readonly groups: readonly (Omit<EffectGroup, 'series'> & { readonly series: string })[];
}) {
  return (
    <div className="grid gap-4 text-interface">
      <p>{effectSummary(effect)}.</p>
      {groups.map(({ series, name, lines }) => (
        <section key={series} aria-label={name}>
          <h3 className="mb-1.5 font-medium font-sans text-interface">{name}</h3>
          <Lines lines={lines.slice(0, SHOWN)} />
          {lines.length > SHOWN && (
            <details className="mt-2">
              <summary className="min-h-6 text-link">{lines.length - SHOWN} more</summary>
              <div className="mt-2">
                <Lines lines={lines.slice(SHOWN)} />
              </div>
            </details>
          )}
        </section>
      ))}
    </div>
  );
}
