import type { AllClaims } from '@/lib/data/all-claims';
import { FILED_CLAIMS_HEADER, toFiledClaimsLines } from '@/lib/formats/claims-csv';
import { type Withheld, withoutWithheld } from '@/lib/ledger/source';

/** All claims but those of withheld sources as one CSV file, piece by piece; `count` is told how many claims each piece holds. */
export async function* allClaimsCsv(
  { knownOn, pieces }: AllClaims,
  withheld: readonly Withheld[],
  count: (claims: number) => void = () => {},
): AsyncGenerator<string> {
  yield FILED_CLAIMS_HEADER;
  for await (const held of pieces()) {
    const piece = withoutWithheld(held, withheld);
    count(piece.length);
    yield toFiledClaimsLines(piece, knownOn);
  }
}

/** `20260303T1405Z`: the instant as names of files have it (ux.md §17). */
export function stampOf(knownOn: string): string {
  return `${knownOn.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
}
