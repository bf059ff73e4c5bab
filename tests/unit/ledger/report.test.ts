import { expect, test } from 'vitest';
import { reportSchema } from '@/lib/ledger/report';

const EMPTY = { claim: '', page: '', wrong: 'The month is October.', seen: '', email: '' };
const problemsOf = (given: Partial<typeof EMPTY>) =>
  reportSchema
    .safeParse({ ...EMPTY, ...given })
    .error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? [];

test('needs only words; what is empty is nothing', () => {
  expect(reportSchema.parse(EMPTY)).toEqual({
    claim: null,
    page: null,
    wrong: 'The month is October.',
    seen: null,
    email: null,
  });
});

test.each([
  [{ wrong: 'wrong' }, 'wrong is missing. Say in a sentence what is wrong.'],
  [{ wrong: 'x'.repeat(2001) }, 'wrong is too long: at most 2000 characters.'],
  [{ email: 'reader' }, 'email is not an e-mail address. Leave it empty, or write it as name@example.org.'],
  [{ page: 'https://elsewhere.example/' }, 'page is no page of this site.'],
  [{ page: '//elsewhere.example/' }, 'page is no page of this site.'],
])('%o: %s', (given, problem) => {
  expect(problemsOf(given)).toEqual([problem]);
});
