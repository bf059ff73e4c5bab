'use client';

import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { DefaultZIndexes, Scatter, ScatterChart, XAxis, YAxis, ZIndexLayer } from 'recharts';
import { cutPath, linePath, type MarkPlace, markStrokes, PAINT_ORDER } from '@/lib/formats/chart-marks';
import type { ChartData, ChartPlot, ChartRow, ChartSeries } from '@/lib/formats/chart-rows';
import { ChartCard } from './chart-card';
import { paintClass } from './encoding';

export type LiveChartProps = {
  readonly data: ChartData;
  readonly label: string;
  /** The element around the server’s pictures: addresses, names and reasons are read from its links. */
  readonly stage: RefObject<HTMLDivElement | null>;
  /** Index of the row whose link had the focus when the chart was asked for. */
  readonly focused: RefObject<number | null>;
};

type Size = 'narrow' | 'wide';

/** A place that one can stop at: a mark, an empty month of the coverage strip, or a span under the panel. */
export type Stop = {
  /** Index of the row, null for what stays drawn by the server. */
  readonly row: number | null;
  readonly series: number;
  readonly href: string;
  /** Accessible name: the value, or why there is none. */
  readonly name: string;
  /** In pixels of the picture. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
};

/** A row as Recharts places it: `x` and `at` go through its scales. */
type Point = ChartRow & { readonly x: number };

const isPoint = (value: unknown): value is Point => typeof value === 'object' && value !== null && 'at' in value;

function heightOf(plot: ChartPlot, value: number): number {
  const { min, max, top, bottom } = plot.scale;
  return bottom - ((value - min) / (max - min)) * (bottom - top);
}

function placeOf(row: ChartRow, plot: ChartPlot, at: { x: number; y: number; width: number }): MarkPlace {
  const isBar = plot.mode === 'bars' || plot.mode === 'spans';
  return {
    shape: row.shape === 'value' ? (isBar ? 'bar' : 'point') : row.shape,
    badge: row.badge,
    toDate: row.toDate,
    estimated: row.estimated,
    x: at.x,
    width: at.width,
    y: row.cut ? plot.scale.top - 3 : at.y,
    base: plot.base,
    yLow: row.low === null ? null : heightOf(plot, row.low),
    yHigh: row.high === null ? null : heightOf(plot, row.high),
  };
}

/** One mark at the place that Recharts found for it, in the same strokes as the server’s. */
function Mark({ place, series, plot, cut }: { place: MarkPlace; series: ChartSeries; plot: ChartPlot; cut: boolean }) {
  const strokes = markStrokes(place, series, plot.radius);
  return (
    <g>
      {PAINT_ORDER.flatMap((paint) =>
        strokes
          .filter((stroke) => stroke.paint === paint)
          .map((stroke) => (
            <path key={`${paint}${stroke.d}`} className={paintClass(paint, series.token)} d={stroke.d} />
          )),
      )}
      {cut ? <path className="paint-cut" d={cutPath(place.x, plot.plot.y + 3, place.width)} /> : null}
    </g>
  );
}

/** Runs of neighbouring rows that are joined by lines of one kind. */
function runsOf(
  points: readonly Point[],
): { readonly kind: 'line' | 'estimated'; readonly points: readonly Point[] }[] {
  const runs: { kind: 'line' | 'estimated'; points: Point[] }[] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (point.link === null || before === undefined) return;
    const last = runs.at(-1);
    if (last !== undefined && last.kind === point.link && last.points.at(-1) === before) last.points.push(point);
    else runs.push({ kind: point.link, points: [before, point] });
  });
  return runs;
}

/** The line on which bars stand is drawn over their feet, as the server draws it. */
const OVER_MARKS = DefaultZIndexes.scatter + 1;

/** The marks of all series, drawn by Recharts on the scales of the geometry. */
function Marks({ data, plot, size }: { data: ChartData; plot: ChartPlot; size: Size }) {
  const margin = { top: plot.scale.top, bottom: plot.height - plot.scale.bottom, left: 0, right: 0 };
  const points = data.series.map((_, series) =>
    data.rows.filter((row) => row.series === series).map((row): Point => ({ ...row, x: row[size].x })),
  );
  return (
    <ScatterChart width={plot.width} height={plot.height} margin={margin} accessibilityLayer={false}>
      <XAxis type="number" dataKey="x" domain={[0, plot.width]} hide />
      <YAxis type="number" dataKey="at" domain={[plot.scale.min, plot.scale.max]} hide />
      {plot.mode === 'lines'
        ? data.series.flatMap((series, index) =>
            runsOf(points[index] ?? []).map((run) => (
              <Scatter
                key={`${series.name}${run.kind}${run.points[0]?.x}`}
                data={[...run.points]}
                isAnimationActive={false}
                shape={() => <g />}
                line={({ points: placed }: { points: readonly { x?: number; y?: number }[] }) => (
                  <path
                    className={paintClass(run.kind === 'line' ? 'line' : 'line-estimated', series.token)}
                    strokeDasharray={run.kind === 'line' && series.dash !== '' ? series.dash : undefined}
                    d={placed
                      .slice(1)
                      .map(({ x = 0, y = 0 }, nth) => linePath(placed[nth]?.x ?? 0, placed[nth]?.y ?? 0, x, y))
                      .join('')}
                  />
                )}
              />
            )),
          )
        : null}
      {data.series.map((series, index) => (
        <Scatter
          key={series.name + series.marker}
          data={points[index] ?? []}
          isAnimationActive={false}
          shape={({ cx, cy, payload }: { cx?: number | undefined; cy?: number | undefined; payload?: unknown }) =>
            isPoint(payload) ? (
              <Mark
                place={placeOf(payload, plot, { x: cx ?? payload.x, y: cy ?? plot.base, width: payload[size].width })}
                series={series}
                plot={plot}
                cut={payload.cut}
              />
            ) : (
              <g />
            )
          }
        />
      ))}
      {plot.mode === 'strip' ? null : (
        <ZIndexLayer zIndex={OVER_MARKS}>
          <path className="paint-axis" d={linePath(plot.plot.x, plot.base, plot.plot.x + plot.plot.width, plot.base)} />
        </ZIndexLayer>
      )}
    </ScatterChart>
  );
}

/** The area of a mark: all of its bar, or a square around its point; never smaller than 24 pixels. */
function boxOf(row: ChartRow, plot: ChartPlot, size: Size): Stop['box'] {
  const place = row[size];
  const isBar = plot.mode === 'bars' || plot.mode === 'spans';
  if (isBar) return { x: place.x - place.width / 2, y: plot.plot.y, width: place.width, height: plot.plot.height };
  const ys = [row.at, row.low, row.high].filter((value) => value !== null).map((value) => heightOf(plot, value));
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return { x: place.x - 12, y: top - 12, width: 24, height: bottom - top + 24 };
}

/**
 * Everything that can be reached, read from the server’s links: they hold address, name and reason already. Those of the marks stand in
 * the wide picture only; where they lie in the narrow one follows from the rows.
 */
function readStops(stage: HTMLElement, data: ChartData, size: Size): Stop[] {
  const links = stage.querySelectorAll<SVGAElement>(`.chart-mark-links > a, .chart-${size} .chart-links > a`);
  return [...links].flatMap((link): Stop[] => {
    const href = link.getAttribute('href') ?? '';
    const name = link.getAttribute('aria-label') ?? link.querySelector('title')?.textContent ?? '';
    const area = link.querySelector('path');
    const figure = area?.getAttribute('data-figure');
    if (figure != null) {
      const row = data.rows[Number(figure)];
      if (!row) return [];
      return [{ row: Number(figure), series: row.series, href, name, box: boxOf(row, data[size], size) }];
    }
    const box = area?.getBBox();
    if (!box) return [];
    const { x, y, width, height } = box;
    return [{ row: null, series: Number(link.dataset.series), href, name, box: { x, y, width, height } }];
  });
}

const centre = (stop: Stop) => stop.box.x + stop.box.width / 2;

/** The stop that a key leads to from another, or null when the key means nothing here (ux.md 22). */
export function stopAfter(stops: readonly Stop[], from: Stop, key: string): Stop | null {
  const own = stops
    .filter((stop) => stop.series === from.series)
    .sort((a, b) => centre(a) - centre(b) || a.box.y - b.box.y);
  const at = own.indexOf(from);
  if (key === 'ArrowRight') return own[at + 1] ?? null;
  if (key === 'ArrowLeft') return own[at - 1] ?? null;
  if (key === 'Home') return own[0] ?? null;
  if (key === 'End') return own.at(-1) ?? null;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const series = [...new Set(stops.map((stop) => stop.series))].sort((a, b) => a - b);
  const next = series[series.indexOf(from.series) + (key === 'ArrowDown' ? 1 : -1)];
  const others = stops.filter((stop) => stop.series === next);
  return others.reduce<Stop | null>(
    (best, stop) =>
      best === null || Math.abs(centre(stop) - centre(from)) < Math.abs(centre(best) - centre(from)) ? stop : best,
    null,
  );
}

/** The mark nearest to a pointer: of bars the one over or under it, of points the closest. */
function nearestStop(stops: readonly Stop[], plot: ChartPlot, at: { x: number; y: number }): Stop | null {
  const isBar = plot.mode === 'bars' || plot.mode === 'spans';
  const distance = ({ box }: Stop) => {
    const dx = Math.max(0, Math.abs(at.x - box.x - box.width / 2) - (isBar ? box.width / 2 : 0));
    return isBar ? dx : Math.hypot(dx, at.y - box.y - box.height / 2);
  };
  return stops
    .filter((stop) => stop.row !== null)
    .reduce<Stop | null>((best, stop) => (best === null || distance(stop) < distance(best) ? stop : best), null);
}

const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;

/** The chart in the browser: Recharts draws the marks, and pointer, focus and keys all open the same card. */
export function LiveChart({ data, label, stage, focused }: LiveChartProps) {
  const cursor = useRef<HTMLAnchorElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>('wide');
  const [stops, setStops] = useState<readonly Stop[]>([]);
  const [active, setActive] = useState<Stop | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [spoken, setSpoken] = useState('');
  const plot = data[size];

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const measure = () => {
      const wide = element.querySelector<HTMLElement>('.chart-wide');
      const shown: Size = wide !== null && wide.offsetWidth > 0 ? 'wide' : 'narrow';
      const found = readStops(element, data, shown);
      setSize(shown);
      setStops(found);
      setActive(
        (before) => found.find((stop) => stop.href === before?.href) ?? found.find((stop) => stop.row === 0) ?? null,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // What stays drawn by the server is reached with the arrow keys; Tab enters the chart once.
    const links = element.querySelectorAll('.chart-links a');
    for (const link of links) link.setAttribute('tabindex', '-1');
    return () => {
      observer.disconnect();
      for (const link of links) link.removeAttribute('tabindex');
    };
  }, [data, stage]);

  useEffect(() => {
    // The link that had the focus is hidden now: the cursor takes its place, at the same mark.
    if (focused.current === null || stops.length === 0) return;
    const row = focused.current;
    focused.current = null;
    setActive((before) => stops.find((stop) => stop.row === row) ?? before);
    cursor.current?.focus({ preventScroll: true });
  }, [focused, stops]);

  useEffect(() => {
    if (!isOpen) return;
    const close = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape') setIsOpen(false);
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpen]);

  const move = (event: PointerEvent<HTMLDivElement>) => {
    // On its way to the card the pointer crosses other marks; once there, the card stays.
    const box = surface.current?.getBoundingClientRect();
    if (box === undefined || !(event.target instanceof Element) || event.target.closest('.chart-card')) return;
    const found = nearestStop(stops, plot, {
      x: plot.plot.x + ((event.clientX - box.left) / box.width) * plot.plot.width,
      y: plot.plot.y + ((event.clientY - box.top) / box.height) * plot.plot.height,
    });
    if (found !== null) {
      setActive(found);
      setIsOpen(true);
    }
  };

  const press = (event: KeyboardEvent<HTMLAnchorElement>) => {
    if (active === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape') {
      event.currentTarget.blur();
      return;
    }
    const isArrow = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key);
    if (!isArrow) return;
    event.preventDefault();
    const next = stopAfter(stops, active, event.key);
    if (next === null) return;
    setActive(next);
    setIsOpen(true);
    setSpoken(next.name);
  };

  const row = active?.row == null ? null : (data.rows[active.row] ?? null);
  const { plot: area } = plot;
  const isRight = active !== null && centre(active) > plot.width / 2;
  return (
    <div
      className={`chart-over chart-over-${size}`}
      onPointerMove={move}
      onPointerDown={move}
      onPointerLeave={() => setIsOpen(document.activeElement === cursor.current)}
    >
      <div aria-hidden="true">
        <Marks data={data} plot={plot} size={size} />
      </div>
      <div
        ref={surface}
        className="chart-surface"
        style={{
          left: percent(area.x, plot.width),
          top: percent(Math.max(0, area.y - 12), plot.height),
          width: percent(area.width, plot.width),
          height: percent(area.height + 12, plot.height),
        }}
      />
      {active === null ? null : (
        <>
          <a
            ref={cursor}
            className="chart-cursor"
            href={active.href}
            aria-label={active.name}
            style={{
              left: percent(active.box.x, plot.width),
              top: percent(active.box.y, plot.height),
              width: percent(active.box.width, plot.width),
              height: percent(active.box.height, plot.height),
            }}
            onFocus={() => setIsOpen(true)}
            onBlur={() => setIsOpen(false)}
            onKeyDown={press}
          >
            <span className="chart-hidden">{label}</span>
          </a>
          {isOpen ? (
            <ChartCard
              stop={active}
              row={row}
              series={data.series[active.series]}
              left={percent(isRight ? active.box.x : active.box.x + active.box.width, plot.width)}
              top={percent(active.box.y, plot.height)}
              isRight={isRight}
            />
          ) : null}
        </>
      )}
      <p role="status" className="chart-hidden">
        {spoken}
      </p>
    </div>
  );
}
