import type { ReactNode } from 'react';
import { ratioChoice } from '@/lib/formats/scenario-words';
import { formatMonth } from '@/lib/formats/text';
import type { ResolvedView, SeriesCoverage } from '@/lib/ledger/comparison';
import type { RatioClaim } from '@/lib/ledger/figure-table';
import type { Month } from '@/lib/ledger/month';
import { startsFrom } from '@/lib/ledger/scenario';
import { parseSeriesId } from '@/lib/ledger/series';
import { DEFAULT_VIEW, type View } from '@/lib/ledger/view';
import { BADGES, type Badge, METRICS, metricOf, SIDES } from '@/lib/ledger/vocabulary';
import { CHOOSE_FIGURES } from '@/lib/routes';
import './figures.css';

const CONTROL = 'min-h-9 rounded-control border border-control bg-card px-2.5 py-1.5 text-interface text-ink';

function Labelled({ label, name, children }: { label: string; name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={`view-${name}`} className="text-muted text-small">
        {label}
      </label>
      {children}
    </div>
  );
}

function MonthSelect({
  name,
  label,
  value,
  months,
}: {
  name: 'from' | 'to';
  label: string;
  value: Month;
  months: readonly Month[];
}) {
  return (
    <Labelled label={label} name={name}>
      <select id={`view-${name}`} name={name} defaultValue={value} className={CONTROL}>
        {months.map((month) => (
          <option key={month} value={month}>
            {formatMonth(month, 'short')}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** What stays as it is when the form is sent: everything of the view that has no control here. */
function Kept({ view, asked }: { view: ResolvedView; asked: View }) {
  const kept: [string, string][] = [];
  if (asked.series !== null) kept.push(['held', view.series.join('~')]);
  for (const key of ['tab', 'measure', 'scale', 'layout', 'axis', 'interpolated', 'public'] as const)
    if (view[key] !== null && view[key] !== DEFAULT_VIEW[key]) kept.push([key, String(view[key])]);
  return kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

const byMetric = (choices: readonly SeriesCoverage[]) =>
  (Object.keys(METRICS) as (keyof typeof METRICS)[])
    .map((metric) => ({ metric, choices: choices.filter(({ key }) => key.metric === metric) }))
    .filter((group) => group.choices.length > 0);

/** The series of the side to choose from, by metric; open it, tick, and show. */
function SourceChoice({ view, choices }: { view: ResolvedView; choices: readonly SeriesCoverage[] }) {
  return (
    <details className="group relative">
      <summary className={`${CONTROL} inline-flex list-none items-center font-medium marker:hidden`}>
        Choose sources
      </summary>
      <div className="mt-2 rounded-card border border-line bg-card p-4 md:absolute md:z-10 md:max-h-[28rem] md:w-[34rem] md:overflow-y-auto md:shadow-lg">
        <div className="source-choice">
          {byMetric(choices).map(({ metric, choices: group }) => (
            <fieldset key={metric}>
              <legend>{metricOf(metric).label}</legend>
              {group.map(({ id, sourceName, figureMonths, spans, key }) => (
                <label key={id}>
                  <input type="checkbox" name="series" value={id} defaultChecked={view.series.includes(id)} />
                  <span>
                    {sourceName}
                    {key.scope === 'theatre' ? '' : `, ${key.scope}`}{' '}
                    <small>{figureMonths.length > 0 ? `${figureMonths.length} months` : `${spans.length} spans`}</small>
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <button
          type="submit"
          name="chosen"
          value="1"
          className="min-h-9 rounded-control bg-ink px-4 py-1.5 font-medium text-interface text-paper"
        >
          Show these sources
        </button>
      </div>
    </details>
  );
}

/** The ratios that the ledger holds, of which a reader may lay one over the figures (N9): closed until somebody asks for it. */
function ScenarioChoice({ view, ratios }: { view: ResolvedView; ratios: readonly RatioClaim[] }) {
  // A ratio is offered where the view has something that it could start from.
  const metrics = new Set(view.series.map((id) => parseSeriesId(id)?.metric));
  const offered = ratios.filter(
    (ratio) => ratio.id === view.scenario || startsFrom(ratio.metric).some((metric) => metrics.has(metric)),
  );
  if (offered.length === 0) return null;
  return (
    <details className="group relative" open={view.scenario === null ? undefined : true}>
      <summary className={`${CONTROL} inline-flex list-none items-center font-medium marker:hidden`}>
        {view.scenario === null ? 'Add a scenario' : 'Scenario'}
      </summary>
      <div className="mt-2 flex max-w-full flex-wrap items-end gap-3">
        <Labelled label="Multiply by a ratio that somebody stated; not a claim" name="scenario">
          <select
            id="view-scenario"
            name="scenario"
            defaultValue={view.scenario ?? ''}
            className={`${CONTROL} w-full max-w-[26rem]`}
          >
            <option value="">No scenario</option>
            {offered.map((ratio) => (
              <option key={ratio.id} value={ratio.id}>
                {ratioChoice(ratio)}
              </option>
            ))}
          </select>
        </Labelled>
        <button type="submit" className={`${CONTROL} font-medium`}>
          Show
        </button>
      </div>
    </details>
  );
}

/** Side, months, status, known-on and sources of the view: a plain form that works without script. */
export function ViewForm({
  view,
  asked,
  months,
  choices,
  ratios,
}: {
  view: ResolvedView;
  /** The view as the address asked for it, before anything was filled in. */
  asked: View;
  months: readonly Month[];
  choices: readonly SeriesCoverage[];
  /** Ratios that somebody stated about the side, for a scenario. */
  ratios: readonly RatioClaim[];
}) {
  return (
    <form
      action={CHOOSE_FIGURES}
      method="get"
      aria-label="What is compared"
      className="mt-6 flex flex-wrap items-end gap-x-3 gap-y-3"
    >
      <Kept view={view} asked={asked} />
      <Labelled label="Side" name="side">
        <select id="view-side" name="side" defaultValue={view.side} className={CONTROL}>
          {(['ru', 'ua'] as const).map((side) => (
            <option key={side} value={side}>
              {SIDES[side].label}
            </option>
          ))}
        </select>
      </Labelled>
      <MonthSelect name="from" label="From" value={view.from} months={months} />
      <MonthSelect name="to" label="To" value={view.to} months={months} />
      <Labelled label="Status" name="status">
        <select id="view-status" name="status" defaultValue={view.status} className={CONTROL}>
          {(Object.keys(BADGES) as Badge[])
            .filter((badge) => badge !== 'unchecked')
            .map((badge) => (
              <option key={badge} value={badge}>
                {badge === 'documented' ? BADGES[badge].label : `${BADGES[badge].label} and above`}
              </option>
            ))}
        </select>
      </Labelled>
      <Labelled label="Known on (empty: now)" name="known">
        <input
          id="view-known"
          name="known"
          type="date"
          defaultValue={view.known === null ? '' : view.known.slice(0, 10)}
          className={`${CONTROL} w-40`}
        />
      </Labelled>
      <Labelled label="Time, UTC" name="time">
        <input
          id="view-time"
          name="time"
          type="time"
          defaultValue={view.known === null ? '' : view.known.slice(11, 16)}
          className={`${CONTROL} w-28`}
        />
      </Labelled>
      <button type="submit" className={`${CONTROL} font-medium`}>
        Show
      </button>
      <SourceChoice view={view} choices={choices} />
      <ScenarioChoice view={view} ratios={ratios} />
    </form>
  );
}
