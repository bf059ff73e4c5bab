import { readClaimsByIds } from '@/lib/data/listed-claims';
import { readWithheld } from '@/lib/data/withheld';
import { toArchive } from '@/lib/formats/archive';
import { fullCitation, toCited } from '@/lib/formats/citation';
import { comparisonReference, toBibtex } from '@/lib/formats/citation-files';
import { claimIdsOfDocument, figuresArchive } from '@/lib/formats/figures-archive';
import { toFiguresDocument } from '@/lib/formats/figures-json';
import type { Shape } from '@/lib/formats/readme-text';
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { absolute, figures, methodVersion, permalink } from '@/lib/routes';

/**
 * The ZIP of a comparison (D2): its files as they are given away by themselves, and the claims behind them as known at the table’s own
 * instant. `id` is that of a frozen one; a live one is named by its address at that instant. Addresses in it begin with `origin`: one that
 * is kept for ever gets that of SITE_URL, never what a request says of itself.
 */
export async function comparisonArchive(given: {
  readonly table: FigureTable;
  readonly view: ResolvedView;
  readonly json: string | Uint8Array;
  readonly csv: string | Uint8Array;
  readonly shape: Shape;
  readonly id: string | null;
  readonly origin: string;
}): Promise<Uint8Array<ArrayBuffer>> {
  const { table, view, id, origin } = given;
  const { knownOn } = table;
  const address = absolute(origin, id === null ? figures({ ...view, known: knownOn }) : permalink(id));
  const cited = toCited(table, view, { id: id ?? `live-${knownOn.slice(0, 10)}`, address });
  const document = toFiguresDocument(table, view);
  const [claims, withheld] = await Promise.all([
    readClaimsByIds(claimIdsOfDocument(document), { known: knownOn, public: null }),
    readWithheld(),
  ]);
  return toArchive(
    figuresArchive({
      document,
      json: given.json,
      csv: given.csv,
      shape: given.shape,
      claims,
      withheld,
      isFrozen: id !== null,
      address,
      method: absolute(origin, methodVersion(table.methodVersion)),
      citation: fullCitation(cited),
      bibtex: toBibtex(comparisonReference(cited)),
    }),
  );
}
