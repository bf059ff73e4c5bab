import { InstantLabel } from '@/components/ledger/month-label';
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { claim as claimAddress, evidence } from '@/lib/routes';

/** An archived copy as a derivation lists it. */
export type ShownCapture = {
  readonly id: string;
  readonly claimId: ClaimId;
  readonly kind: 'upload' | 'fetched' | 'archive';
  readonly sha256: string | null;
  readonly archiveUrl: string | null;
  readonly tool: string;
  readonly capturedAt: Instant;
  readonly outcome: 'found' | 'missing' | 'altered' | null;
};

const KINDS: Readonly<Record<ShownCapture['kind'], string>> = {
  upload: 'Handed in by an editor',
  fetched: 'Fetched from its address',
  archive: 'Kept by a public archive',
};

const TROUBLE: Readonly<Record<NonNullable<ShownCapture['outcome']>, string | null>> = {
  found: null,
  missing: 'The bytes were not there when they were last looked for.',
  altered: 'The bytes were no longer the same when they were last looked for.',
};

/** The archived copies of what the claims were quoted from: what, when, by which tool, and the beginning of the SHA-256 of its bytes. */
export function CellCaptures({ captures }: { readonly captures: readonly ShownCapture[] }) {
  return (
    <ul className="mt-2 grid gap-2 text-interface">
      {captures.map(({ id, claimId, kind, sha256, archiveUrl, tool, capturedAt, outcome }) => (
        <li key={`${claimId}${id}`} className="border-line border-t pt-2 first:border-t-0 first:pt-0">
          {archiveUrl === null ? KINDS[kind] : <a href={archiveUrl}>{KINDS[kind]}</a>},{' '}
          <InstantLabel instant={capturedAt} />, with {tool}.{' '}
          {sha256 === null ? null : (
            <>
              SHA-256{' '}
              <a href={evidence(sha256)} title={sha256}>
                <code>{sha256.slice(0, 12)}</code>
              </a>
              .{' '}
            </>
          )}
          <a href={claimAddress(claimId)}>Claim {claimId}</a>
          {outcome !== null && TROUBLE[outcome] !== null ? (
            <p className="font-medium text-small">{TROUBLE[outcome]}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
