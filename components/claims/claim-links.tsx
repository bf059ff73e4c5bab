import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { capitalise } from '@/lib/formats/text';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import type { Source } from '@/lib/ledger/source';
import { LINK_TYPES, type LinkType } from '@/lib/ledger/vocabulary';
import { claim as claimAddress } from '@/lib/routes';

/** A claim at the other end of a link. */
export type LinkEnd = {
  readonly type: LinkType;
  readonly id: ClaimId;
  readonly other: { readonly claim: Claim; readonly source: Pick<Source, 'name' | 'countingConvention'> };
};

/** The same relation told from the other end. */
const REVERSED: Readonly<Record<LinkType, string>> = {
  repeats: 'its number is stated again by',
  derives_from: 'used to compute',
  ratio_of: 'a ratio or multiple of it is',
  updates: 'replaced by',
  corrects: 'corrected by',
  contradicts: 'contradicted by',
  part_of: 'has as a part',
};

/** Links shown of one kind before the rest folds. */
const SHOWN = 5;

function Ends({ ends }: { readonly ends: readonly LinkEnd[] }) {
  return (
    <ul className="list-disc pl-5">
      {ends.map((end) => (
        <li key={end.id} className="py-0.5">
          <a href={claimAddress(end.id)}>{toClaimSentence(end.other.claim, end.other.source)}</a>
        </li>
      ))}
    </ul>
  );
}

function Group({ title, ends }: { readonly title: string; readonly ends: readonly LinkEnd[] }) {
  const folded = ends.slice(SHOWN);
  return (
    <div className="mt-3 text-interface">
      <h3 className="font-medium font-sans text-interface">{title}</h3>
      <Ends ends={ends.slice(0, SHOWN)} />
      {folded.length > 0 && (
        <details>
          <summary className="min-h-6 text-link">{folded.length} more</summary>
          <Ends ends={folded} />
        </details>
      )}
    </div>
  );
}

/** How a claim stands to others, both ways, grouped by kind; nothing when it stands alone. */
export function ClaimLinks({ from, to }: { readonly from: readonly LinkEnd[]; readonly to: readonly LinkEnd[] }) {
  const grouped = (ends: readonly LinkEnd[], words: (type: LinkType) => string) =>
    [...Map.groupBy(ends, (end) => end.type)].map(([type, group]) => (
      <Group key={type} title={`${capitalise(words(type))}:`} ends={group} />
    ));
  return (
    <>
      {grouped(from, (type) => LINK_TYPES[type].sentence)}
      {grouped(to, (type) => REVERSED[type])}
    </>
  );
}
