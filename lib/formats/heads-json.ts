/** `/changes/heads.json`: the head of every day, for whoever wants to prove later that nothing was rewritten silently (T16). */
import type { Instant } from '@/lib/ledger/month';

/** The hash of the last event of a day, in UTC. */
export type DailyHead = {
  readonly day: string;
  readonly ledgerNumber: bigint;
  readonly eventId: bigint;
  readonly recordedFrom: Instant;
  /** 64 hexadecimal digits. */
  readonly hash: string;
};

const ABOUT =
  'One hash for each day on which something was published. It follows from every event of the ledger up to the end of that day (UTC), and through them from every claim, source, link, note, grade and archived copy that was published. Whoever keeps a copy of this file elsewhere can prove later that nothing before was changed, added or taken away.';

const HOW = [
  'An event’s hash is the SHA-256 of the hash of the event before it (32 bytes; none before the first) followed by the event’s own text in UTF-8.',
  'The text is a JSON array as PostgreSQL writes jsonb: id, ledger number, verb, subject, before, after, change class, change cause, reason, role.',
  'The last event of each publish has the verb publish.sealed and holds SHA-256 digests of all rows that the publish wrote. The hash given here is that of the last such event of the day.',
  'On a copy of the ledger, npm run ledger -- verify HEADS walks all of it, HEADS being a copy of this file, and says where something does not hold.',
];

/** The file; the latest day first. `today` is the day that is not over: its head may still change. */
export function toHeadsJson(heads: readonly DailyHead[], today: string): string {
  return `${JSON.stringify(
    {
      about: ABOUT,
      how: HOW,
      heads: heads.map(({ day, ledgerNumber, eventId, recordedFrom, hash }) => ({
        day,
        isFinal: day < today,
        ledgerNumber: Number(ledgerNumber),
        eventId: Number(eventId),
        recordedFrom,
        hash,
      })),
    },
    null,
    2,
  )}\n`;
}
