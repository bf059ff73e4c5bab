import type { Shape } from '@/lib/formats/chart-drawing';
import { px } from '@/lib/formats/chart-marks';
import { paintClass, textClass } from './encoding';

/** Shapes of the geometry as SVG elements, painted by the classes of charts.css. */
export function ChartShapes({ shapes }: { readonly shapes: readonly Shape[] }) {
  return shapes.map((shape, index) =>
    shape.kind === 'path' ? (
      <path
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in drawing order; shapes have no other identity.
        key={index}
        className={paintClass(shape.paint, shape.token)}
        d={shape.d}
        strokeDasharray={shape.dash}
      />
    ) : (
      <text
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        key={index}
        className={textClass(shape.role, shape.anchor, shape.token)}
        x={px(shape.x)}
        y={px(shape.y)}
      >
        {shape.text}
      </text>
    ),
  );
}
