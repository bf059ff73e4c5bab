/**
 * The public log of changes (T13, D6): what an entry is, and what the address of the log means. Every publish is one entry; what it did
 * stands in it as events, each with before, after, class, cause and reason. People are named by role only.
 */
import type { Claim, ClaimId } from './claim';
import { endOfDayInKyiv, type Instant, parseDay, parseInstant } from './month';
import type { Source } from './source';
import { CHANGE_CLASSES, type ChangeCause, type ChangeClass, codesOf, isCodeOf } from './vocabulary';

/** What can have happened, as the ledger's events say it. */
export type ChangeVerb =
  | 'claims.published'
  | 'claim.revised'
  | 'claim.checked'
  | 'claim.linked'
  | 'claim.unlinked'
  | 'claim.graded'
  | 'claim.badge_changed'
  | 'claim.substance_recorded'
  | 'claim.substance_ended'
  | 'capture.added'
  | 'figure.moved'
  | 'source.registered'
  | 'source.revised'
  | 'source.graded'
  | 'series.noted'
  | 'series.note_ended';

/** Kinds of change by which the log can be narrowed. */
export const CHANGE_KINDS = {
  claim: {
    label: 'claims',
    verbs: ['claims.published', 'claim.revised', 'claim.checked', 'claim.linked', 'claim.unlinked'],
  },
  figure: { label: 'figures that moved', verbs: ['figure.moved'] },
  source: { label: 'sources', verbs: ['source.registered', 'source.revised'] },
  note: { label: 'notes on series', verbs: ['series.noted', 'series.note_ended'] },
  capture: { label: 'captures of publications', verbs: ['capture.added'] },
  support: {
    label: 'corroboration and records',
    verbs: ['claim.badge_changed', 'claim.substance_recorded', 'claim.substance_ended'],
  },
  grade: { label: 'grades', verbs: ['claim.graded', 'source.graded'] },
} as const satisfies Record<string, { label: string; verbs: readonly ChangeVerb[] }>;
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** Who published: a role, a start of an empty ledger, an import from the command line, or the ledger's own fetching of pages. */
export type ChangeRole = 'launcher' | 'importer' | 'archiver' | 'editor' | 'reviewer' | 'administrator' | 'ledger';

/** One thing that a publish did. `before` and `after` hold what differs, as the event recorded it; null where there was nothing. */
export type ChangeEvent = {
  readonly verb: ChangeVerb;
  /** Public id of a claim, slug of a source, `series:month` of a figure, `series:first day/day after` of a span, `publish n` of a load. */
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly changeClass: ChangeClass | null;
  readonly changeCause: ChangeCause | null;
  readonly reason: string | null;
  /** The claim that the event is about, as this publish left it. */
  readonly claim: {
    readonly id: ClaimId;
    readonly claim: Claim;
    readonly source: Pick<Source, 'name' | 'countingConvention'>;
  } | null;
  /** The claim at the other end of a link. */
  readonly linked: ClaimId | null;
  /** Short name of the source that the event is about, as registered today. */
  readonly sourceName: string | null;
};

/** One publish as the log shows it. */
export type ChangeEntry = {
  readonly ledgerNumber: bigint;
  /** `urn:uuid:…`, the same wherever this ledger is served. */
  readonly id: string;
  readonly recordedFrom: Instant;
  readonly summary: string;
  readonly byRole: ChangeRole;
  readonly events: readonly ChangeEvent[];
  /** Events that pass the filter and are not listed here. */
  readonly further: number;
};

/** The log as its address asks for it: newest first, after one ledger number and before another. Empty lists let everything pass. */
export type ChangesView = {
  readonly class: readonly ChangeClass[];
  readonly kind: readonly ChangeKind[];
  /** Only publishes with a higher number: what is new since a reader last asked. */
  readonly after: bigint | null;
  /** Only publishes with a lower number: the next page. */
  readonly before: bigint | null;
  /** The log as it was at an instant. */
  readonly known: Instant | null;
};

export const ALL_CHANGES: ChangesView = { class: [], kind: [], after: null, before: null, known: null };

export type ChangesNote = { readonly key: string; readonly value: string; readonly message: string };

const quoted = (value: string) => `“${value.slice(0, 60)}${value.length > 60 ? '…' : ''}”`;

/** A ledger number as an address writes it. */
export function parseLedgerNumber(text: string): bigint | null {
  return /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

/** The nearest sensible log to what a query string asks, and a note for each thing that was not understood. Never throws. */
export function parseChangesView(search: Iterable<readonly [string, string]>): {
  readonly view: ChangesView;
  readonly notes: readonly ChangesNote[];
} {
  const notes: ChangesNote[] = [];
  const chosen = { class: new Set<ChangeClass>(), kind: new Set<ChangeKind>() };
  const numbers: { after: bigint | null; before: bigint | null } = { after: null, before: null };
  let known: Instant | null = null;
  const refuse = (key: string, value: string, message: string) => {
    if (notes.length < 8) notes.push({ key, value: value.slice(0, 200), message });
  };
  for (const [key, text] of search) {
    if (text === '') continue;
    if (key === 'class' || key === 'kind')
      for (const value of text.split('~').slice(0, 20)) {
        if (key === 'class' && isCodeOf(CHANGE_CLASSES, value)) chosen.class.add(value);
        else if (key === 'kind' && isCodeOf(CHANGE_KINDS, value)) chosen.kind.add(value);
        else if (value !== '')
          refuse(
            key,
            value,
            `${quoted(value)} is not one of ${Object.keys(key === 'class' ? CHANGE_CLASSES : CHANGE_KINDS).join(', ')}.`,
          );
      }
    else if (key === 'after' || key === 'before') {
      numbers[key] = parseLedgerNumber(text);
      if (numbers[key] === null) refuse(key, text, `${quoted(text)} is not a ledger number, such as 12.`);
    } else if (key === 'known') {
      const day = parseDay(text);
      known = day ? endOfDayInKyiv(day) : parseInstant(text);
      if (known === null)
        refuse(
          key,
          text,
          `${quoted(text)} is neither a date nor an instant with a zone, such as 2026-03-03 or 2026-03-03T14:05:00Z.`,
        );
    }
  }
  const inOrder = <Code extends string>(list: Readonly<Record<Code, unknown>>, codes: ReadonlySet<Code>) =>
    codesOf(list).filter((code) => codes.has(code));
  return {
    view: {
      class: inOrder(CHANGE_CLASSES, chosen.class),
      kind: inOrder(CHANGE_KINDS, chosen.kind),
      ...numbers,
      known,
    },
    notes,
  };
}

/** The keys of an address of the log; what is not asked is left out. */
export function changesQuery({ class: classes, kind, after, before, known }: ChangesView): {
  readonly class: readonly string[];
  readonly kind: readonly string[];
  readonly after: string | null;
  readonly before: string | null;
  readonly known: string | null;
} {
  return { class: classes, kind, after: after?.toString() ?? null, before: before?.toString() ?? null, known };
}
