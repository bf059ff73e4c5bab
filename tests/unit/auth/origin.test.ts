import { describe, expect, test } from 'vitest';
import { localPath } from '@/lib/auth/origin';

describe('where signing in may lead', () => {
  test.each(['/editor', '/editor/claims/new?source=oryx&after=abc1234', '/claims#list', '/'])('%s stays', (path) => {
    expect(localPath(path, '/editor')).toBe(path);
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'editor',
    '',
    '/editor\n/x',
    '/\t/evil.example',
    `/${'a'.repeat(2000)}`,
    undefined,
    ['/editor', '/x'],
  ])('%j leads to the desk instead', (given) => {
    expect(localPath(given, '/editor')).toBe('/editor');
  });
});
