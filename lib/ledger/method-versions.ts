/**
 * The versions of the method, each in full, so that a figure of an old permalink can be read by the rules that made it (R12).
 *
 * The text of every version stands in a file of its own, `methods/{version}.json`. Whoever changes what a rule, flag, reason or badge means
 * raises METHOD_VERSION, writes the new text beside the old ones and adds it here; a test refuses a text that no longer says what the program
 * does, and files of former versions are never touched again.
 */
import version1 from './methods/1.0.json';
import version1point1 from './methods/1.1.json';
import { RULES, type Rule, TRUST_RULES } from './rules';
import { BADGES, codesOf, FIGURE_FLAGS, METHOD_VERSION, REASONS } from './vocabulary';

type Entry = { readonly code: string; readonly label: string; readonly sentence: string };

/** All that the page of the method says of one version. */
export type MethodText = {
  readonly version: string;
  /** The day from which figures were made by it. */
  readonly since: string;
  /** What is different from the version before; null for the first. */
  readonly changed: string | null;
  readonly badges: readonly (Entry & { readonly step: number })[];
  readonly rules: readonly Rule[];
  /** How claims are held against each other; since version 1.1. */
  readonly trust?: readonly Rule[];
  readonly flags: readonly Entry[];
  readonly reasons: readonly { readonly code: string; readonly sentence: string; readonly flag: string }[];
  readonly never: readonly string[];
};

/** What the ledger refuses, in plain words; each line follows from a rule or from the vocabulary. */
export const NEVER: readonly string[] = [
  'Sources are never added up, averaged or blended into one line.',
  'Two metrics never share an axis, and one is never turned into another.',
  'A midpoint is never invented for a range, nor a number for words.',
  'A quarter, a year or “since June” is never divided into months.',
  'A list of names is never read as the deaths of the days on which names were added.',
  'A month without a figure is never drawn as zero.',
  'Nothing public is deleted: a claim that is replaced, withdrawn or shown to be wrong stays visible and says so.',
];

/** The text of the program as it is, under its version: what the file of the current version must say. */
export function toMethodText(about: Pick<MethodText, 'since' | 'changed'>): MethodText {
  return {
    version: METHOD_VERSION,
    since: about.since,
    changed: about.changed,
    badges: codesOf(BADGES).map((code) => {
      const { step, label, sentence } = BADGES[code];
      return { code, label, sentence, step };
    }),
    rules: RULES,
    trust: TRUST_RULES,
    flags: codesOf(FIGURE_FLAGS).map((code) => {
      const { label, sentence } = FIGURE_FLAGS[code];
      return { code, label, sentence };
    }),
    reasons: codesOf(REASONS).map((code) => {
      const { sentence, flag } = REASONS[code];
      return { code, sentence, flag };
    }),
    never: NEVER,
  };
}

/** Every version that ever made a figure, the latest first. */
export const METHOD_TEXTS: readonly MethodText[] = [version1point1, version1];

/** The text of one version, or undefined where there was none of that name. */
export function methodTextOf(version: string): MethodText | undefined {
  return METHOD_TEXTS.find((text) => text.version === version);
}
