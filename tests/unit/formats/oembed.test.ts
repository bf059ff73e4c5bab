import { expect, test } from 'vitest';
import { toOembed } from '@/lib/formats/oembed';

const shown = {
  title: 'Killed “or” wounded',
  embed: 'https://ledger.example/embed/abcdefghjkmnpqrs',
  social: 'https://ledger.example/p/abcdefghjkmnpqrs/social.png',
  site: 'https://ledger.example/',
  pictures: { wide: { width: 960, height: 1200 }, narrow: { width: 384, height: 1600 } },
};
const free = { maxWidth: null, maxHeight: null };

test('a rich answer has every key that the specification requires, and those of its thumbnail together', () => {
  expect(toOembed(shown, free)).toMatchObject({
    type: 'rich',
    version: '1.0',
    width: 720,
    height: 1012,
    html: '<iframe src="https://ledger.example/embed/abcdefghjkmnpqrs" title="Killed “or” wounded" loading="lazy" width="720" height="1012" style="border:0" allow="fullscreen"></iframe>',
    title: 'Killed “or” wounded',
    provider_name: 'Attrition Ledger',
    provider_url: 'https://ledger.example/',
    thumbnail_url: 'https://ledger.example/p/abcdefghjkmnpqrs/social.png',
    thumbnail_width: 1200,
    thumbnail_height: 628,
  });
});

test('it keeps within the room that there is, and its code says the same size', () => {
  const answer = toOembed(shown, { maxWidth: 480, maxHeight: 300 });
  expect([answer.width, answer.height]).toEqual([480, 300]);
  expect(answer.html).toContain('width="480" height="300"');
});

test('below 600 pixels the frame is as high as the narrow picture needs', () => {
  expect(toOembed(shown, { maxWidth: 384, maxHeight: null }).height).toBe(1712);
});

test('a thumbnail larger than the room is left out', () => {
  expect(toOembed(shown, { maxWidth: 600, maxHeight: null })).not.toHaveProperty('thumbnail_url');
});

test('a title cannot leave its attribute', () => {
  expect(toOembed({ ...shown, title: '"><script>' }, free).html).toContain('title="&quot;&gt;&lt;script&gt;"');
});
