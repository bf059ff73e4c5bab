import { deflateRawSync } from 'node:zlib';
import { InertMarkup } from '@/components/ui/inert-markup';
import { toMarkup } from '@/components/ui/markup';
import type { Matrix } from '@/lib/ledger/matrix';
import type { MatrixView } from '@/lib/ledger/matrix-view';
import type { Instant } from '@/lib/ledger/month';
import { matrix as matrixAddress } from '@/lib/routes';
import { MatrixTable } from './matrix-table';

/** Tables written last, packed, by address and the publish that they answer to: what a publish left stays as it is. */
const written = new Map<string, string>();
/** Some 100 kB each for a large ledger. */
const MAX_WRITTEN = 32;

function packedOf(view: MatrixView, matrix: Matrix, knownOn: Instant): string {
  const key = `${knownOn} ${matrixAddress(view)}`;
  const held = written.get(key);
  if (held !== undefined) return held;
  const oldest = written.keys().next().value;
  if (written.size >= MAX_WRITTEN && oldest !== undefined) written.delete(oldest);
  // Better packed than elsewhere: the same rows of links take a tenth of the room, and what is kept is packed once.
  const packed = deflateRawSync(toMarkup(<MatrixTable view={view} matrix={matrix} />), { level: 5 }).toString('base64');
  written.set(key, packed);
  return packed;
}

/** The table of the matrix as finished HTML (components/ui/inert.tsx): thousands of cells that only show something, written once for each publish. */
export function PackedMatrix({
  view,
  matrix,
  knownOn,
}: {
  readonly view: MatrixView;
  readonly matrix: Matrix;
  /** The publish that the matrix answers to. */
  readonly knownOn: Instant;
}) {
  return <InertMarkup packed={packedOf(view, matrix, knownOn)} />;
}
