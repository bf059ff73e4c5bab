/** One word after `npm run ledger --`. */
export type LedgerCommand = {
  /** What may follow it, as the list of commands shows it; empty where nothing may. */
  readonly takes: string;
  /** What it does, in half a sentence. */
  readonly does: string;
  /** Does it with what followed the word, and answers the exit code: 0 when all is well. Throws `Refused` on what it cannot understand. */
  run(args: readonly string[]): Promise<number>;
};

/** Refusal of what was written, in words for the person who wrote it. */
export class Refused extends Error {}

/** One line to the person who asked. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
