import { expect, test } from 'vitest';
import { METHOD_TEXTS, methodTextOf, toMethodText } from '@/lib/ledger/method-versions';
import { METHOD_VERSION } from '@/lib/ledger/vocabulary';

test('the text of the current version says what the program does; a change of it is a new version', () => {
  const [current] = METHOD_TEXTS;
  expect(current?.version).toBe(METHOD_VERSION);
  expect(current).toEqual(toMethodText({ since: current?.since ?? '', changed: current?.changed ?? null }));
});

test('every version stands there once, the latest first, and says since when and what it changed', () => {
  const days = METHOD_TEXTS.map(({ since }) => since);
  expect(days).toEqual([...days].sort().reverse());
  expect(new Set(METHOD_TEXTS.map(({ version }) => version)).size).toBe(METHOD_TEXTS.length);
  expect(METHOD_TEXTS.map(({ changed }) => changed === null)).toEqual(
    METHOD_TEXTS.map((_, place) => place === METHOD_TEXTS.length - 1),
  );
});

test('is found by its name', () => {
  expect(methodTextOf('1.0')?.rules.map(({ code }) => code)).toContain('N3');
  expect(methodTextOf('0.9')).toBeUndefined();
});
