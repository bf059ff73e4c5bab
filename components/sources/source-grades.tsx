import { GradeList } from '@/components/ledger/grade-list';
import type { Instant } from '@/lib/ledger/month';
import {
  DEFAULT_RELIABILITY,
  METRICS,
  type Metric,
  RELIABILITIES,
  type Reliability,
  SIDES,
  type Side,
} from '@/lib/ledger/vocabulary';

type Given = {
  readonly metric: Metric;
  readonly side: Side;
  readonly grades: readonly {
    readonly grade: Reliability;
    readonly reason: string;
    readonly recordedFrom: Instant;
    readonly byRole: string;
  }[];
};

/** How reliable a source is judged to be about each metric of each side (domain.md §1.6); F until somebody has judged it. */
export function SourceGrades({ about }: { readonly about: readonly Given[] }) {
  if (about.length === 0)
    return (
      <p className="text-interface">
        <strong className="font-semibold">{DEFAULT_RELIABILITY}</strong> {RELIABILITIES[DEFAULT_RELIABILITY].label}:
        nobody has judged it yet.
      </p>
    );
  return (
    <dl className="grid gap-4">
      {about.map(({ metric, side, grades }) => (
        <div key={`${metric}.${side}`}>
          <dt className="font-medium text-interface">
            {METRICS[metric].label}, {SIDES[side].label}
          </dt>
          <dd className="mt-1">
            <GradeList grades={grades.map((grade) => ({ ...grade, label: RELIABILITIES[grade.grade].label }))} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
