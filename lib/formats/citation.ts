/**
 * How a frozen comparison is cited, in words (R4; ux.md §18). Every form names the frozen address, the instant as known on, the method, the
 * sources and how many claims stand behind it; nothing that can change later has a part in it.
 */
import type { ResolvedView } from '@/lib/ledger/comparison';
import type { FigureTable } from '@/lib/ledger/figure-table';
import { claimIdsOf } from '@/lib/ledger/figures';
import type { Day, Instant } from '@/lib/ledger/month';
import { capitalise, formatDay, formatInstant, formatMonths, plural } from './text';
import { viewTitle, voicesWords } from './view-words';

/** The name under which this work is cited, as its author and its publisher. */
export const WORK = 'Attrition Ledger';

/** All that a citation says. */
export type Cited = {
  /** Id of the permalink. */
  readonly id: string;
  /** What is shown, with its months: `Killed or wounded, Russia, month by month, February 2024 to January 2026`. */
  readonly title: string;
  /** The frozen address, whole. */
  readonly address: string;
  readonly knownOn: Instant;
  /** The day by which its claims were published, where the view asks for that (A4); null for all claims. */
  readonly publicDay: Day | null;
  readonly methodVersion: string;
  /** Names of the sources, in the order of the view. */
  readonly sources: readonly string[];
  /** `2 sources, 1 lineage`. */
  readonly voices: string;
  /** How many claims the figures, gaps, spans and totals name. */
  readonly claims: number;
};

/** How many different claims stand behind a table. */
export function countClaims(table: FigureTable): number {
  const inCells = table.series.flatMap(({ id }) => (table.cells.get(id) ?? []).flatMap(claimIdsOf));
  const inParts = [
    ...table.spans.flatMap((span) => [...span.claims, ...span.alsoSaid]),
    ...table.totals.flatMap(({ claims }) => claims),
  ].map(({ id }) => id);
  return new Set([...inCells, ...inParts]).size;
}

/** The title of a view with its months, as citations, embeds and link previews name it. */
export function citedTitle(view: ResolvedView, table: FigureTable): string {
  return `${viewTitle(view, table)}, ${formatMonths(view.from, view.to)}`;
}

/** What a citation of a frozen table says; `address` is its permalink as a whole address. */
export function toCited(
  table: FigureTable,
  view: ResolvedView,
  permalink: { readonly id: string; readonly address: string },
): Cited {
  return {
    id: permalink.id,
    title: citedTitle(view, table),
    address: permalink.address,
    knownOn: table.knownOn,
    publicDay: view.public,
    methodVersion: table.methodVersion,
    sources: table.sources.map((source) => source.name),
    voices: voicesWords(table),
    claims: countClaims(table),
  };
}

/** `as known on 3 March 2026, 14:05 UTC, method 1.2`; a reconstruction says so. */
export function knownWords({ knownOn, publicDay, methodVersion }: Cited): string {
  const known = `as known on ${formatInstant(knownOn)}, method ${methodVersion}`;
  return publicDay === null ? known : `reconstructed from claims published by ${formatDay(publicDay)}, ${known}`;
}

/** `UK Defence Intelligence; General Staff of Ukraine [312 claims]`: what is underneath. */
export function underlyingWords({ sources, claims }: Cited): string {
  return `${sources.join('; ')} [${plural(claims, 'claim')}]`;
}

/** For running text: `Attrition Ledger (2026), from A; B [312 claims] – normalised by Attrition Ledger, as known on …, https://…`. */
export function inlineCitation(cited: Cited): string {
  return `${WORK} (${cited.knownOn.slice(0, 4)}), from ${underlyingWords(cited)} – normalised by ${WORK}, ${knownWords(cited)}, ${cited.address}`;
}

/** For a list of references. */
export function fullCitation(cited: Cited): string {
  return `${WORK}. “${cited.title}” [dataset view]. Underlying claims: ${underlyingWords(cited)}. ${capitalise(knownWords(cited))}. ${cited.address}`;
}

/** Both in one text file. */
export function toCitationText(cited: Cited): string {
  return `${inlineCitation(cited)}\n\n${fullCitation(cited)}\n`;
}
