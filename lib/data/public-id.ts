/**
 * Public ids of claims: short, the same on every install for the same key, never reused.
 */
import { createHash } from 'node:crypto';
import type { ClaimId } from '@/lib/ledger/claim';

/** Crockford's base 32 in lower case: no letter that can be read as another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SHORTEST = 7;
const LONGEST = 52;

/** The first characters that the key's SHA-256 gives; an id is as many of them as are needed to be the only one. */
export function charactersOf(key: string, length: number): string {
  const digest = createHash('sha256').update(key).digest();
  let [text, buffer, bits] = ['', 0, 0];
  for (const byte of digest) {
    buffer = ((buffer & 0x1f) << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >> bits) & 0x1f);
    }
    if (text.length >= length) return text.slice(0, length);
  }
  return text + ALPHABET.charAt((buffer << (5 - bits)) & 0x1f);
}

/** The public id of a claim by its key: seven characters, more where another claim already has those. */
export function publicIdOf(key: string, isTaken: (id: string) => boolean): ClaimId {
  const short = charactersOf(key, SHORTEST);
  if (!isTaken(short)) return short as ClaimId;
  const characters = charactersOf(key, LONGEST);
  for (let length = SHORTEST; length <= LONGEST; length += 1) {
    const id = characters.slice(0, length);
    if (!isTaken(id)) return id as ClaimId;
  }
  throw new Error(`no free public id for the key ${key}`);
}

/** The shortest id of a key: the one that it nearly always gets. */
export function shortestIdOf(key: string): string {
  return charactersOf(key, SHORTEST);
}

/** The longer ids that `publicIdOf` gives to a key whose shortest one is taken, for asking the database which of them are taken, too. */
export function longerIdsOf(key: string, lengths = 4): string[] {
  const characters = charactersOf(key, SHORTEST + lengths);
  return Array.from({ length: lengths }, (_, index) => characters.slice(0, SHORTEST + 1 + index));
}
