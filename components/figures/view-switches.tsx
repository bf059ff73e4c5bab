import type { ResolvedView } from '@/lib/ledger/comparison';
import { AXES, INTERPOLATED, LAYOUTS, MEASURES, SCALES, TABS, type View } from '@/lib/ledger/view';
import { figures } from '@/lib/routes';

type Choice<Key extends keyof View> = {
  readonly key: Key;
  readonly options: Readonly<Record<string & View[Key], { readonly label: string }>>;
};

/** A row of links, one for each value of a key of the view; the current one is marked. Changing one changes only its key. */
function Switch<Key extends keyof View>({
  view,
  choice,
  label,
  quiet = false,
}: {
  view: ResolvedView | View;
  choice: Choice<Key>;
  label: string;
  quiet?: boolean;
}) {
  const entries = Object.entries(choice.options) as [string & View[Key], { label: string }][];
  return (
    <nav aria-label={label}>
      <ul className={`flex flex-wrap ${quiet ? 'gap-x-3' : 'gap-x-5'}`}>
        {entries.map(([value, option]) => {
          const isCurrent = view[choice.key] === value;
          const weight = isCurrent ? 'font-medium text-ink' : 'text-muted';
          return (
            <li key={value}>
              <a
                href={figures({ ...view, [choice.key]: value })}
                aria-current={isCurrent ? 'true' : undefined}
                className={`inline-flex min-h-6 items-center no-underline hover:underline ${weight} ${quiet ? 'py-1 text-small' : `py-2.5 text-interface ${isCurrent ? 'shadow-[inset_0_-2px_0_var(--color-ink)]' : ''}`}`}
              >
                {option.label}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Chart | table | sources at the left, month | per day | running total at the right (ux.md §1, A3, A19). */
export function ViewTabs({ view }: { view: View }) {
  return (
    <div
      className="flex flex-wrap items-center justify-between gap-x-6 border-line border-b px-4 sm:px-6"
      data-print="hide"
    >
      <Switch view={view} choice={{ key: 'tab', options: TABS }} label="Chart, table or sources" />
      <Switch view={view} choice={{ key: 'measure', options: MEASURES }} label="What is counted" quiet />
    </div>
  );
}

/** How the chart is drawn: scale, one panel a source, own or shared axis, interpolated links (A8, A15, A19). */
export function ChartSwitches({ view }: { view: View }) {
  return (
    <div className="flex flex-wrap gap-x-6 border-line border-t px-4 py-1 sm:px-6" data-print="hide">
      <Switch view={view} choice={{ key: 'scale', options: SCALES }} label="Scale" quiet />
      <Switch view={view} choice={{ key: 'layout', options: LAYOUTS }} label="Panels" quiet />
      {view.layout === 'apart' ? (
        <Switch view={view} choice={{ key: 'axis', options: AXES }} label="Axis" quiet />
      ) : null}
      <Switch view={view} choice={{ key: 'interpolated', options: INTERPOLATED }} label="Interpolated figures" quiet />
    </div>
  );
}
