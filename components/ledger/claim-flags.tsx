import { Tag } from '@/components/ui/badge';
import { Tooltip } from '@/components/ui/tooltip';
import { CLAIM_FLAGS, type ClaimFlag } from '@/lib/ledger/vocabulary';

/** The flags beside a claim’s badge, each a word with its meaning on hover and focus. Nothing when there is none. */
export function ClaimFlags({ flags }: { readonly flags: readonly ClaimFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {flags.map((flag) => (
        <Tooltip key={flag} explanation={CLAIM_FLAGS[flag].sentence}>
          <Tag>{CLAIM_FLAGS[flag].label}</Tag>
        </Tooltip>
      ))}
    </span>
  );
}
