import { Badge as BadgeWord } from '@/components/ui/badge';
import { Tooltip } from '@/components/ui/tooltip';
import { BADGES, type Badge } from '@/lib/ledger/vocabulary';
import { codebook } from '@/lib/routes';
import { StatusMark } from './status-mark';

/** The verification step in one word, its shape beside it, its criterion on hover and on focus (R5). */
export function VerificationBadge({ badge }: { readonly badge: Badge }) {
  return (
    <Tooltip explanation={BADGES[badge].sentence}>
      <BadgeWord mark={<StatusMark badge={badge} />}>{BADGES[badge].label}</BadgeWord>
    </Tooltip>
  );
}

/** The same with the criterion written out, for the page of one claim. */
export function VerificationStep({ badge }: { readonly badge: Badge }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-interface">
      <span className="inline-flex items-center gap-1.5 font-medium">
        <StatusMark badge={badge} />
        <a href={codebook('badges', badge)}>{BADGES[badge].label}</a>
      </span>
      <span className="text-muted">{BADGES[badge].sentence}</span>
    </p>
  );
}
