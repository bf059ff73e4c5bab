import { describe, expect, test } from 'vitest';
import { sniff } from '@/lib/evidence/sniff';

const text = (words: string) => Buffer.from(words);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('what a file is, by its bytes', () => {
  test.each([
    ['a PDF', text('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'application/pdf'],
    ['a PNG', PNG, 'image/png'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01]), 'image/jpeg'],
    ['a page with its declaration', text('<!DOCTYPE html><html lang="uk"></html>'), 'text/html'],
    ['a page after blanks, a mark and a comment', text('\uFEFF\n <!-- saved -->\n<HTML>'), 'text/html'],
    [
      'a page that calls itself XML',
      text('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">'),
      'text/html',
    ],
    ['a page in UTF-16', Buffer.from('\uFEFF<html><body>', 'utf16le'), 'text/html'],
    ['a page in an encoding of old', Buffer.from([0x3c, 0x68, 0x74, 0x6d, 0x6c, 0x3e, 0xcf, 0xf0, 0xe8]), 'text/html'],
  ])('%s', async (_, bytes, type) => {
    expect(await sniff(bytes)).toBe(type);
  });

  test.each([
    ['nothing', text('')],
    ['plain text that speaks of <html>', text('The tag <html> begins a page.')],
    ['a feed', text('<?xml version="1.0"?><rss version="2.0"></rss>')],
    ['a picture that can hold scripts', text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01])],
    ['an archive', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00])],
    ['a GIF', text('GIF89a\u0001\u0000\u0001\u0000')],
    ['a file that only begins like a tag', Buffer.from('<html>\0\0\0binary')],
  ])('%s is no evidence', async (_, bytes) => {
    expect(await sniff(bytes)).toBeNull();
  });
});
