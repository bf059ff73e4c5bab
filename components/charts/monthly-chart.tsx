'use client';

import { type ComponentType, type FocusEvent, type ReactNode, useRef, useState } from 'react';
import type { ChartData } from '@/lib/formats/chart-rows';
import type { LiveChartProps } from './live-chart';

/**
 * Lets the server’s pictures stand until a pointer or the focus first enters them; only then Recharts is fetched and takes over.
 * Without script, or should the fetch fail, the pictures and their links remain.
 */
export function MonthlyChart({
  data,
  label,
  children,
}: {
  readonly data: ChartData;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const stage = useRef<HTMLDivElement>(null);
  const focused = useRef<number | null>(null);
  const [Live, setLive] = useState<ComponentType<LiveChartProps> | null>(null);

  const load = () => {
    if (Live !== null || data.rows.length === 0) return;
    import('./live-chart').then(
      (module) => setLive(() => module.LiveChart),
      () => undefined,
    );
  };
  const remember = (event: FocusEvent) => {
    const figure = event.target.querySelector('[data-figure]')?.getAttribute('data-figure');
    if (figure) focused.current = Number(figure);
    load();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody has come; the links inside are what one uses.
    <div
      ref={stage}
      className={Live === null ? 'chart-stage' : 'chart-stage chart-live'}
      onPointerEnter={load}
      onFocus={remember}
    >
      {children}
      {Live === null ? null : <Live data={data} label={label} stage={stage} focused={focused} />}
    </div>
  );
}
