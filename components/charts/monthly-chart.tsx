'use client';

import { type ComponentType, type FocusEvent, type ReactNode, useRef, useState } from 'react';
import { unpackText } from '@/components/ui/inert-markup';
import type { ChartData } from '@/lib/formats/chart-rows';
import type { LiveChartProps } from './live-chart';

/**
 * Lets the server’s pictures stand until a pointer or the focus first enters them; only then Recharts is fetched and takes over.
 * Without script, or should the fetch fail, the pictures and their links remain.
 */
export function MonthlyChart({
  packed,
  label,
  children,
}: {
  /** A `ChartData`, packed. */
  readonly packed: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const stage = useRef<HTMLDivElement>(null);
  const focused = useRef<number | null>(null);
  const isAsked = useRef(false);
  const [live, setLive] = useState<{ readonly Chart: ComponentType<LiveChartProps>; readonly data: ChartData } | null>(
    null,
  );

  const load = () => {
    if (isAsked.current) return;
    isAsked.current = true;
    Promise.all([import('./live-chart'), unpackText(packed)]).then(
      ([module, text]) => {
        const data = JSON.parse(text) as ChartData;
        if (data.rows.length > 0) setLive({ Chart: module.LiveChart, data });
      },
      () => {
        isAsked.current = false;
      },
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
      className={live === null ? 'chart-stage' : 'chart-stage chart-live'}
      onPointerEnter={load}
      onFocus={remember}
    >
      {children}
      {live === null ? null : <live.Chart data={live.data} label={label} stage={stage} focused={focused} />}
    </div>
  );
}
