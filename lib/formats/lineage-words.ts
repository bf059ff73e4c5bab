/** Words about who repeats whom, and who seems to (T2). */
import { AGREE_WITHIN, type ComparedFigure, type Shift } from '@/lib/ledger/circularity';
import type { LineageComponent, LineageLink, LineageNode } from '@/lib/ledger/lineage-graph';
import { formatBounds, formatPercent, joinWords, plural } from './text';

/** The figure of one month as it was compared: its best value, or the bounds that it has. */
export function comparedWords({ low, best, high }: Pick<ComparedFigure, 'low' | 'best' | 'high'>): string {
  const valueKind =
    best !== null ? 'point' : low !== null && high !== null ? 'range' : low !== null ? 'at_least' : 'at_most';
  return formatBounds({ low: tidy(low), best: tidy(best), high: tidy(high), valueKind });
}

/** Thirds of a person come from straight lines between totals. */
const tidy = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);

/** `39 of 47 months (83 %)`. */
export function shareWords({ agreeing, shared }: { readonly agreeing: number; readonly shared: number }): string {
  const share = shared === 0 ? 0 : Math.round((agreeing / shared) * 100);
  return `${agreeing} of ${plural(shared, 'month')} (${formatPercent(share)})`;
}

/** `+2.2 %`; `the same` where nothing is between them, and where the repeated figure is zero no share can be given. */
export function differenceWords({
  difference,
  percent,
}: {
  readonly difference: number;
  readonly percent: number | null;
}): string {
  if (difference === 0) return 'the same';
  if (percent === null) return difference > 0 ? 'above zero' : 'below zero';
  return `${percent > 0 ? '+' : '−'}${formatPercent(Math.abs(percent), 2)}`;
}

/** `2 months later`, `in its own month`, `1 month earlier`: when the other series is read. */
export function shiftWords({ by }: Pick<Shift, 'by'>): string {
  if (by === 0) return 'in its own month';
  return `${plural(Math.abs(by), 'month')} ${by > 0 ? 'later' : 'earlier'}`;
}

/** What led to a hint, in one line. */
export function evidenceWords(hint: {
  readonly shared: number;
  readonly agreeing: number;
  readonly citing: number;
}): string {
  return [
    ...(hint.shared > 0 ? [`${shareWords(hint)} agree within ${formatPercent(AGREE_WITHIN)} or rounding`] : []),
    ...(hint.citing > 0 ? [`${plural(hint.citing, 'text names', 'texts name')} the other source`] : []),
  ].join('; ');
}

/** What a source says of itself in the picture: as an origin, or by what it restates. */
export function nodeWords(node: LineageNode, component: LineageComponent): string {
  const link = component.links.find(({ from, to }) => from === node.id && to === node.parent);
  const isSilent = node.claims > 0 && node.noVoice >= node.claims;
  if (link === undefined) {
    const origin = isSilent ? 'no voice of its own' : 'origin';
    return node.claims === 0 ? `${origin}; no claim of its own held` : `${origin}, ${plural(node.claims, 'claim')}`;
  }
  return linkWords(link, isSilent);
}

/** `repeats it in 96 claims, 47 months`. */
export function linkWords({ kind, claims, months }: LineageLink, isSilent = false): string {
  const over = months > 1 && months < claims ? `, ${plural(months, 'month')}` : '';
  const said = {
    repeats: `repeats it in ${plural(claims, 'claim')}${over}`,
    derives_from: `computed from it in ${plural(claims, 'claim')}${over}`,
    ratio_of: `a ratio of it in ${plural(claims, 'claim')}: no voice`,
  }[kind];
  return isSilent && kind !== 'ratio_of' ? `${said}: no voice` : said;
}

/** What a picture shows, in a sentence for whoever does not see it. */
export function componentSentence(component: LineageComponent, nameOf: (node: LineageNode) => string): string {
  const origins = component.nodes.filter(({ id }) => component.roots.includes(id)).map(nameOf);
  const others = component.nodes.length - origins.length;
  return `${plural(component.nodes.length, 'source')}. ${origins.length === 1 ? 'Origin' : 'Origins'}: ${joinWords(origins)}. ${plural(others, 'other goes', 'others go')} back to ${origins.length === 1 ? 'it' : 'them'}.`;
}
