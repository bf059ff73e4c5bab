import type { Instant } from '@/lib/ledger/month';
import { InstantLabel } from './month-label';

/** A grade with its word, its reason, when it was given and by which role. */
export type ListedGrade = {
  readonly grade: string;
  readonly label: string;
  readonly reason: string;
  readonly recordedFrom: Instant;
  readonly byRole: string;
};

/** Grades, the latest first; earlier ones stay to be read (E18). They stand apart from the badge, and no figure depends on them. */
export function GradeList({ grades }: { readonly grades: readonly ListedGrade[] }) {
  return (
    <ol className="grid gap-2 text-interface">
      {grades.map((grade, index) => (
        <li key={grade.recordedFrom} className={index === 0 ? undefined : 'text-muted'}>
          <p>
            <strong className="font-semibold">{grade.grade}</strong> {grade.label}
            {index > 0 && ' (earlier)'}
          </p>
          <p className="text-muted text-small">
            {grade.reason} Given <InstantLabel instant={grade.recordedFrom} />, {grade.byRole}.
          </p>
        </li>
      ))}
    </ol>
  );
}
