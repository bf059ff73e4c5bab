import { GradeList } from '@/components/ledger/grade-list';
import type { Instant } from '@/lib/ledger/month';
import { CREDIBILITIES, type Credibility, DEFAULT_CREDIBILITY } from '@/lib/ledger/vocabulary';

type Given = {
  readonly grade: Credibility;
  readonly reason: string;
  readonly recordedFrom: Instant;
  readonly byRole: string;
};

/** How credible one claim is judged to be (domain.md §1.6); 6 until somebody has judged it. */
export function ClaimGrade({ grades }: { readonly grades: readonly Given[] }) {
  if (grades.length === 0)
    return (
      <p className="text-interface">
        <strong className="font-semibold">{DEFAULT_CREDIBILITY}</strong> {CREDIBILITIES[DEFAULT_CREDIBILITY].label}:
        nobody has judged it yet.
      </p>
    );
  return <GradeList grades={grades.map((grade) => ({ ...grade, label: CREDIBILITIES[grade.grade].label }))} />;
}
