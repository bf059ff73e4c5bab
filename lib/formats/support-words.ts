/**
 * What other claims, records and admissions make of a claim, in sentences (T3, T4, T12): the same on the page of a claim and at the desk.
 */
import type { Day } from '@/lib/ledger/month';
import type { Metric, Side } from '@/lib/ledger/vocabulary';
import { METRICS, SIDES } from '@/lib/ledger/vocabulary';
import { formatPeriod, plural } from './text';

/** What the sentences are about. */
export type SupportSaid = {
  readonly days: { readonly from: Day; readonly to: Day } | null;
  readonly agreesWith: { readonly ids: readonly string[] };
  readonly against: { readonly ids: readonly string[] };
  readonly roots: readonly { readonly slug: string; readonly name: string }[];
  readonly isVoice: boolean;
  readonly sources: number;
  readonly lineages: number;
};

/** “Corroborated by 2 claims of other lineages”. */
export function agreeingWords({ agreesWith }: Pick<SupportSaid, 'agreesWith'>): string {
  return `Corroborated by ${plural(agreesWith.ids.length, 'claim')} of ${
    agreesWith.ids.length === 1 ? 'another lineage' : 'other lineages'
  }`;
}

/** “Contested: the numbers of 3 claims of other lineages lie apart”. */
export function opposingWords({ against }: Pick<SupportSaid, 'against'>): string {
  return against.ids.length === 1
    ? 'Contested: the number of 1 claim of another lineage lies apart'
    : `Contested: the numbers of ${against.ids.length} claims of other lineages lie apart`;
}

/** Over which days claims were compared, and how many voices speak of them; or why nothing was compared. */
export function comparedWords(
  { days, sources, lineages, agreesWith, against }: SupportSaid,
  { metric, side }: { readonly metric: Metric; readonly side: Side },
): string {
  if (days === null)
    return 'It was compared with no other claim: it does not stand, says no number over days of its own, or is of a kind that nothing else can be compared with.';
  const about = `${METRICS[metric].label}, ${SIDES[side].label}, over ${formatPeriod(days.from, days.to)}`;
  const voices = `${plural(sources, 'source')} and ${plural(lineages, 'lineage')}`;
  if (lineages < 2) return `No other lineage speaks of the same: ${about}.`;
  const nothing =
    agreesWith.ids.length + against.ids.length === 0
      ? ' None of them can be set against this one: a bound, a wide range or another composition says nothing either way.'
      : '';
  return `${voices} speak of the same: ${about}.${nothing}`;
}

/** What stands before and after the names of the sources that a number goes back to: “Goes back to … : one voice with it”. */
export function originWords(
  { roots, isVoice }: Pick<SupportSaid, 'roots' | 'isVoice'>,
  source: { readonly slug: string },
): { readonly before: string; readonly named: SupportSaid['roots']; readonly after: string } {
  const voice = isVoice ? '' : ' An estimate of estimates, or a ratio of other claims, is no voice of its own.';
  if (roots.length === 1 && roots[0]?.slug === source.slug)
    return { before: `Its source’s own number, as far as the ledger knows.${voice}`, named: [], after: '' };
  return {
    before: 'Goes back to ',
    named: roots,
    after: `: one voice with ${roots.length === 1 ? 'it' : 'them'}, however many repeat it.${voice}`,
  };
}
