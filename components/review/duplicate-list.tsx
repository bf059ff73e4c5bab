import type { ClaimId } from '@/lib/ledger/claim';
import { claim as claimAddress } from '@/lib/routes';

/** A public claim that may say the same. */
export type LikelyDuplicate = { readonly id: ClaimId; readonly sentence: string; readonly why: string };

/** Claims of the ledger that may say the same; nothing where there are none. */
export function DuplicateList({ duplicates }: { readonly duplicates: readonly LikelyDuplicate[] }) {
  if (duplicates.length === 0)
    return <p className="text-interface text-muted">No claim of the ledger looks the same.</p>;
  return (
    <ul className="grid gap-2 text-interface">
      {duplicates.map((duplicate) => (
        <li key={duplicate.id}>
          <a href={claimAddress(duplicate.id)}>{duplicate.sentence}</a>
          <span className="block text-muted text-small">{duplicate.why}</span>
        </li>
      ))}
    </ul>
  );
}
