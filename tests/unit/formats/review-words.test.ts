import { describe, expect, test } from 'vitest';
import { effectSizeWords, waitingWords } from '@/lib/formats/review-words';
import { type Instant, parseInstant } from '@/lib/ledger/month';

function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (!parsed) throw new Error(`no instant: ${text}`);
  return parsed;
}

test.each([
  ['2026-11-22T10:00:00Z', '2026-11-22T10:00:30Z', 'less than a minute'],
  ['2026-11-22T10:00:00Z', '2026-11-22T10:01:00Z', '1 minute'],
  ['2026-11-22T10:00:00Z', '2026-11-22T10:59:59Z', '59 minutes'],
  ['2026-11-22T10:00:00Z', '2026-11-23T09:59:59Z', '23 hours'],
  ['2026-11-22T10:00:00Z', '2026-11-23T10:00:00Z', '1 day'],
  ['2026-11-22T10:00:00Z', '2027-01-01T10:00:00Z', '40 days'],
])('from %s to %s something waits %s', (since, now, words) => {
  expect(waitingWords(instant(since), instant(now))).toBe(words);
});

describe('the size of an effect', () => {
  test.each([
    [{ figures: 0, share: null }, 'moves no figure'],
    [{ figures: 1, share: null }, 'moves 1 figure'],
    [{ figures: 1, share: 0 }, 'moves 1 figure'],
    [{ figures: 1, share: 0.04 }, 'moves 1 figure, by 4\u202f%'],
    [{ figures: 3, share: 0.0345 }, 'moves 3 figures, by up to 3.5\u202f%'],
    [{ figures: 2, share: 0.00001 }, 'moves 2 figures, by up to less than 0.01\u202f%'],
    [{ figures: 2, share: 12.5 }, 'moves 2 figures, by up to 1\u202f300\u202f%'],
  ])('%j is said as “%s”', (effect, words) => {
    expect(effectSizeWords(effect)).toBe(words);
  });
});
