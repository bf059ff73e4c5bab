import { describe, expect, test } from 'vitest';
import { passwordProblem } from '@/lib/auth/password';

describe('a new password', () => {
  test.each(['correct horse', 'дванадцять літер', '0123456789ab'])('%s is long enough', (password) => {
    expect(passwordProblem(password, 'ada@example.org')).toBeNull();
  });

  test.each([
    ['eleven sign', 'Use 12 signs or more.'],
    ['ab '.repeat(43), 'Use 128 signs at most.'],
    ['Ada@Example.org', 'Use something other than the address.'],
    ['aaaaaaaaaaaaaaaa', 'Use more than a few different signs.'],
  ])('%s: %s', (password, problem) => {
    expect(passwordProblem(password, 'ada@example.org ')).toBe(problem);
  });
});
