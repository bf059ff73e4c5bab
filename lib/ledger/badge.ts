/**
 * The verification ladder (domain.md §2): two recorded axes, one displayed badge computed from them; nobody types a badge.
 */
import type { Publication } from './claim';
import { type Attribution, BADGES, type Badge, type ClaimFlag, type Substance } from './vocabulary';

/**
 * Attribution up to a1: the publication is identified by an address or an archive reference, or by a known publisher with a
 * dated title. a2 comes only from a second editor's blind key.
 */
export function attributionOf(
  publications: readonly Pick<Publication, 'publisher' | 'url' | 'title' | 'publishedOn' | 'archiveUrl'>[],
): Attribution {
  const identified = publications.some(
    (publication) =>
      publication.url !== null ||
      publication.archiveUrl !== null ||
      (publication.publisher !== null && publication.title !== null && publication.publishedOn !== null),
  );
  return identified ? 'a1' : 'a0';
}

/** The displayed badge: 1 Unchecked … 5 Documented. Substance lifts nothing that is not checked first. */
export function badgeOf(evidence: { readonly attribution: Attribution; readonly substance: Substance }): Badge {
  if (evidence.attribution === 'a0') return 'unchecked';
  if (evidence.attribution === 'a1') return 'attributed';
  if (evidence.substance === 's2') return 'documented';
  return evidence.substance === 's1' ? 'corroborated' : 'checked';
}

/** True when `badge` stands at or above the reader's `threshold` (N0). */
export function meetsThreshold(badge: Badge, threshold: Badge): boolean {
  return BADGES[badge].step >= BADGES[threshold].step;
}

/** The weakest of several badges: what a figure made from several claims carries (N0). */
export function weakestBadge(badges: readonly Badge[]): Badge {
  return badges.reduce((weakest, badge) => (BADGES[badge].step < BADGES[weakest].step ? badge : weakest), 'documented');
}

/** The flags beside the badge that follow from the claim itself (domain.md §2). */
export function claimFlagsOf(claim: {
  readonly standing: 'current' | 'discounted' | 'withdrawn';
  readonly supersededBy: string | null;
  /** It names another as the origin of its number, by `repeatsSource` or by a link. */
  readonly isRestatement: boolean;
  readonly metric: string;
  readonly originKnown: boolean;
  readonly corrected: boolean;
  /** Another lineage says a number that lies apart (T12). */
  readonly contested: boolean;
  /** The bytes of at least one of its publications are archived here (E5). */
  readonly captured: boolean;
}): ClaimFlag[] {
  const flags: [ClaimFlag, boolean][] = [
    ['captured', claim.captured],
    ['contested', claim.contested],
    ['superseded', claim.supersededBy !== null],
    ['corrected', claim.corrected],
    ['withdrawn', claim.standing === 'withdrawn'],
    ['discounted', claim.standing === 'discounted'],
    ['relay_only', !claim.originKnown],
    ['circular', claim.isRestatement],
    ['undefined_metric', claim.metric === 'undefined_metric'],
  ];
  return flags.filter(([, holds]) => holds).map(([flag]) => flag);
}
