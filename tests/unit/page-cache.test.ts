import { describe, expect, test } from 'vitest';
import { toAsciiHtml } from '@/lib/page-cache.mjs';

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
