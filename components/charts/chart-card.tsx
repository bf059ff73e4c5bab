import { markStrokes } from '@/lib/formats/chart-marks';
import type { ChartRow, ChartSeries } from '@/lib/formats/chart-rows';
import { BADGES } from '@/lib/ledger/vocabulary';
import { paintClass, seriesClass } from './encoding';
import type { Stop } from './live-chart';

type ChartCardProps = {
  readonly stop: Stop;
  readonly row: ChartRow | null;
  readonly series: ChartSeries | undefined;
  /** Where the mark stands, in per cent of the picture. */
  readonly left: string;
  readonly top: string;
  /** The mark lies in the right half: the card opens to its left. */
  readonly isRight: boolean;
};

function BadgeSample({ row, series }: { readonly row: ChartRow; readonly series: ChartSeries }) {
  const place = {
    shape: 'bar',
    badge: row.badge,
    toDate: false,
    estimated: false,
    x: 9,
    width: 12,
    y: 2,
    base: 11,
    yLow: null,
    yHigh: null,
  } as const;
  return (
    <svg aria-hidden="true" width="18" height="14" viewBox="0 0 18 14">
      {markStrokes(place, series, 4).map((stroke) => (
        <path key={stroke.paint} className={paintClass(stroke.paint, series.token)} d={stroke.d} />
      ))}
    </svg>
  );
}

/** What a mark says, the same for pointer and focus: month, value as claimed, badge, source, method in words, how many speak, way to the derivation. */
export function ChartCard({ stop, row, series, left, top, isRight }: ChartCardProps) {
  return (
    <div className={`chart-card ${isRight ? 'chart-card-left' : 'chart-card-right'}`} style={{ left, top }}>
      {row === null || series === undefined ? (
        <p>{stop.name.replace(/, open \w+$/, '')}</p>
      ) : (
        <>
          <p className="chart-card-quiet">{row.when}</p>
          <p className="chart-card-value">{row.value}</p>
          <p className={`chart-card-source ${seriesClass(series.token)}`}>{series.name}</p>
          <p className="chart-card-badge">
            <BadgeSample row={row} series={series} />
            {BADGES[row.badge].label}
          </p>
          <p className="chart-card-quiet">{row.method}</p>
          {row.voices === undefined ? null : <p className="chart-card-quiet">In this month: {row.voices}</p>}
        </>
      )}
      <a href={stop.href} tabIndex={-1}>
        {row === null ? 'Open' : 'Open derivation'}
      </a>
    </div>
  );
}
