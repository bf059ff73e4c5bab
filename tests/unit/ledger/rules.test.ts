/** The document of the rules is kept honest: every rule is in it with a worked example, and every example comes out of the core. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { RULES, RULES_VERSION, ruleOf } from '@/lib/ledger/rules';
import { codesOf, FIGURE_NOTES, METHOD_VERSION, METHODS, REASONS } from '@/lib/ledger/vocabulary';
import { blocksOf, workThrough } from '@/tests/support/worked-example';

// Thorough, not slow by design: a machine that is busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const README = readFileSync(fileURLToPath(new URL('../../../lib/ledger/README.md', import.meta.url)), 'utf8');

/** Plain spaces and no grouping: `38 130` and `38130` are one number. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/(\d) (?=\d{3}\b)/g, '$1');

/** The part of the document under the heading of a rule. */
const sectionOf = (code: string) => {
  const [, section = ''] = README.split(new RegExp(`^### ${code}:? `, 'm'));
  return section.split(/^##/m)[0] ?? '';
};

describe('the rules', () => {
  test('are N0 to N10 and the order of candidates', () => {
    expect(RULES.map(({ code }) => code)).toEqual([
      'N0',
      'N1',
      'N2',
      'direct',
      'N3',
      'N4',
      'N5',
      'N6',
      'N7',
      'N8',
      'N9',
      'N10',
    ]);
  });

  test('explain every method that a figure or span can name', () => {
    for (const method of codesOf(METHODS)) expect(ruleOf(method)?.title).toBeTruthy();
    expect(ruleOf('N99')).toBeUndefined();
  });

  test('carry the version that every figure names', () => {
    expect(RULES_VERSION).toBe(METHOD_VERSION);
  });
});

describe.each(RULES.map((rule) => [rule.code, rule] as const))('README, %s', (code, rule) => {
  const section = sectionOf(code);
  const blocks = blocksOf(section);

  test('has the rule under its title, and its example in the same words', () => {
    expect(section.split('\n')[0]).toBe(rule.title);
    expect(plain(section)).toContain(plain(`> ${rule.example}`));
  });

  test('has worked examples, and all of them come out', () => {
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      const { said, found } = workThrough(block);
      expect(said.length).toBeGreaterThan(0);
      expect(found).toEqual(said);
    }
  });

  test('the example in words has the numbers of a worked one', () => {
    const numbers = new Set(plain(rule.example).match(/\d+(?:\.\d+)?/g));
    const results = blocks.flatMap((block) => workThrough(block).found).map((line) => line.replace(/^.*?: \S+ ?/, ''));
    const shown = results.filter((line) =>
      line.split(' ').some((word) => numbers.has(word) || numbers.has(String(Math.round(Number(word))))),
    );
    // N6’s sentence tells of one week of a month, which has a test of its own below.
    expect(shown.length > 0 || code === 'N6').toBe(true);
  });
});

test('a week of 700 gives September three sevenths of it: 300', () => {
  const month = (last: string) =>
    `counts to the end, totals no\nweek 2024-09-24 2024-09-28: 0\nweek 2024-09-17 2024-09-24: 0\nweek 2024-09-10 2024-09-17: 0\nweek 2024-09-03 2024-09-10: 0\nweek 2024-09-01 2024-09-03: 0\n${last}`;
  const { found, said } = workThrough(month('week 2024-09-28 2024-10-05: 700\n→ 2024-09: N6 300 300 300 E'));
  expect(found).toEqual(said);
});

describe('README', () => {
  test('names every reason of a gap in the order in which it is given', () => {
    const [, section = ''] = README.split('## Why there is no figure');
    const named = [...(section.split('\n\n')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]);
    expect(named).toEqual(Object.keys(REASONS));
  });

  test('knows the notes it speaks of', () => {
    const notes = codesOf(FIGURE_NOTES) as string[];
    for (const [, code = ''] of README.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g))
      expect([...notes, ...Object.keys(REASONS)]).toContain(code);
  });

  test('an example that does not come out is found', () => {
    const { found, said } = workThrough('counts to the end, totals no\nmonth 2024-09: 1\n→ 2024-09: N1 2 2 2 A');
    expect(found).not.toEqual(said);
  });

  test('what is not in the grammar is refused', () => {
    expect(() => workThrough('counts to the end, totals no\nfortnight 2024-09: 1\n')).toThrow('not in the grammar');
    expect(() => workThrough('counts')).toThrow('does not say how the source counts');
  });
});
