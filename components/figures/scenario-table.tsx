import { ScrollFrame } from '@/components/ui/scroll-frame';
import { arithmeticWords } from '@/lib/formats/figure-words';
import { emptyScenario, ratioWords, scenarioKey, scenarioName, scenarioValue } from '@/lib/formats/scenario-words';
import { formatDay, formatMonth } from '@/lib/formats/text';
import type { FigureTable, Scenario } from '@/lib/ledger/figure-table';
import { startsFrom } from '@/lib/ledger/scenario';
import { BADGES, metricOf } from '@/lib/ledger/vocabulary';
import { claim as claimAddress } from '@/lib/routes';
import type { CellAddress } from './figures-table';
import './figures.css';

/** Which ratio, who stated it and when; and what stands in the way where it gives nothing (N9). */
export function ScenarioNote({
  scenario,
  measure,
  removal,
}: {
  scenario: Scenario;
  measure: FigureTable['measure'];
  /** The same comparison without the layer; null where nothing can be taken away. */
  removal: string | null;
}) {
  const { ratio } = scenario;
  const day = ratio.publishedOn;
  return (
    <p className="text-small">
      <strong className="font-medium">{scenarioKey(scenario)}.</strong> {ratio.sourceName} says {ratioWords(ratio)}{' '}
      {ratio.metric === 'killed_share' ? 'per cent' : null} ({metricOf(ratio.metric).label}
      {day === null ? null : (
        <>
          , <time dateTime={day}>{formatDay(day)}</time>
        </>
      )}
      , {BADGES[ratio.badge].label.toLowerCase()}): <a href={claimAddress(ratio.id)}>claim {ratio.id}</a>. It counts in
      no lineage, no spread and no record.{' '}
      {measure === 'total'
        ? 'Running totals are not multiplied. '
        : scenario.figures.length === 0
          ? `${emptyScenario(
              scenario,
              startsFrom(ratio.metric).map((metric) => metricOf(metric).label),
            )} `
          : null}
      {removal === null ? null : <a href={removal}>Remove the scenario</a>}
    </p>
  );
}

/** The layer month by month: what it gives, the sum as it was done, the figure that it starts from and the ratio that it cites. */
export function ScenarioTable({ table, addressOf }: { table: FigureTable; addressOf: CellAddress }) {
  const { scenario } = table;
  if (scenario === null || scenario.figures.length === 0 || table.measure === 'total') return null;
  const seriesOf = new Map(table.series.map((series) => [series.id, series]));
  const { ratio, yields } = scenario;
  const title = `Scenario: ${metricOf(yields).label}, not a claim`;
  return (
    <section aria-labelledby="table-scenario" className="mt-8">
      <h3 id="table-scenario">{title}</h3>
      {scenario.apartBecause === null ? null : <p className="mt-1 text-muted text-small">{scenario.apartBecause}</p>}
      <ScrollFrame label={`Table: ${title}`} tall>
        <table className="figures-table spans-table">
          <caption className="sr-only">
            {scenario.formula}, by the ratio of {ratio.sourceName}. No source says these numbers.
          </caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col">Starts from</th>
              <th scope="col" data-number="">
                Scenario
              </th>
              <th scope="col">Arithmetic</th>
              <th scope="col">Ratio</th>
            </tr>
          </thead>
          <tbody>
            {scenario.figures.map((figure) => {
              const name = seriesOf.get(figure.series)?.sourceShortName ?? figure.series;
              return (
                <tr key={`${figure.series}${figure.month}`}>
                  <td>{formatMonth(figure.month, 'short')}</td>
                  <td>{name}</td>
                  <td data-number="">
                    <a href={addressOf(figure)} data-figure="" aria-label={scenarioName(figure, name)}>
                      {scenarioValue(figure)}
                    </a>
                    <small>scenario</small>
                  </td>
                  <td data-long="">{arithmeticWords(figure.arithmetic)}</td>
                  <td>
                    <a href={claimAddress(ratio.id)}>claim {ratio.id}</a>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  );
}
