import { describe, expect, test } from 'vitest';
import { bytesWords, linkWords, noCaptureWords } from '@/lib/formats/evidence-words';
import { instant } from '../../support/ledger';

describe('what is archived, in words', () => {
  test.each([
    ['application/pdf', 999, 'PDF, 999 bytes'],
    ['text/html', 123_456, 'web page, 123 kB'],
    ['image/png', 26_214_400, 'PNG picture, 26.2 MB'],
  ])('%s of %i bytes', (mime, size, words) => {
    expect(bytesWords({ mime, size })).toBe(words);
  });
});

describe('a publication without a capture', () => {
  const at = instant('2026-11-22T14:05:00Z');

  test('is pending where this server fetches, and nothing is promised where it does not', () => {
    expect(noCaptureWords(null, true)).toBe('Capture pending.');
    expect(noCaptureWords(null, false)).toBeNull();
  });

  test('says why its page could not be captured, and when that was tried', () => {
    expect(noCaptureWords({ outcome: 'http_error', status: 404, at }, true)).toBe(
      'Not captured: it answered 404, not found (22 November 2026, 14:05 UTC).',
    );
  });

  test.each([
    ['http_error', 503, 'it answered 503'],
    ['refused', null, 'it does not lead to the public web'],
    ['unreachable', null, 'it could not be reached'],
    ['too_slow', null, 'it took too long to answer'],
    ['unusable', 200, 'what it answered is no page, PDF or picture'],
  ])('%s', (outcome, status, words) => {
    expect(linkWords({ outcome, status })).toBe(words);
  });
});
