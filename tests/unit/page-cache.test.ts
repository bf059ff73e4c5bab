import { describe, expect, test } from 'vitest';
import { namedStatus, scriptPolicy, toAsciiHtml, withMemento } from '@/lib/page-cache.mjs';

describe('a cached page', () => {
  test('has references for signs beyond ASCII, in text and attributes', () => {
    expect(toAsciiHtml('<p title="1 – 2">28\u202f450 “é” 🛈</p>')).toBe(
      '<p title="1 &#8211; 2">28&#8239;450 &#8220;&#233;&#8221; &#128712;</p>',
    );
  });

  test('has escapes in scripts, which stay the same strings', () => {
    const html = toAsciiHtml('<script>self.x="28\u202f450 🛈"</script><b>–</b>');
    expect(html).toBe('<script>self.x="28\\u202f450 \\ud83d\\udec8"</script><b>&#8211;</b>');
  });

  test('is left alone where nothing is wide', () => {
    expect(toAsciiHtml('<p class="e">a &amp; b</p>')).toBe('<p class="e">a &amp; b</p>');
  });
});

describe('the policy of a cached page', () => {
  test('allows its own inline scripts by their hashes, each once, and scripts of this site', () => {
    const html = '<script src="/a.js"></script><script>1</script><b>1</b><script nonce="">1</script><script>2</script>';
    expect(scriptPolicy(html)).toBe(
      "script-src 'self' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=' 'sha256-1HNeOiZeFu7gP1lxi5tdAwGcB9i2xR+Q2jpmbuwTqzU='",
    );
  });
});

describe('the headers of a frozen comparison', () => {
  const html =
    '<meta name="memento-datetime" content="Tue, 03 Mar 2026 14:05:00 GMT"/><link rel="original" href="/figures?from=2024-01&amp;to=2024-12"/>';

  test('say of which instant and of which page it is a memento, beside what is loaded early', () => {
    expect(withMemento({ link: '</a.css>; rel=preload' }, html)).toEqual({
      'memento-datetime': 'Tue, 03 Mar 2026 14:05:00 GMT',
      link: '</a.css>; rel=preload, </figures?from=2024-01&to=2024-12>; rel="original"',
    });
  });

  test('are those of any page where it is none', () => {
    expect(withMemento({ link: '</a.css>; rel=preload' }, '<p>memento-datetime</p>')).toEqual({
      link: '</a.css>; rel=preload',
    });
  });
});

test('a page that names its status in its head has it, and no text of a page can look like that', () => {
  expect(namedStatus('<head><meta name="al-status" content="404"/></head>')).toBe(404);
  expect(namedStatus('<p>&lt;meta name=&quot;al-status&quot; content=&quot;404&quot;/&gt;</p>')).toBeNull();
});
