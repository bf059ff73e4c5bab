import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** [file, what it imports]: each of these arrows points the wrong way. */
const forbidden: [string, string][] = [
  ['lib/ledger/claim.ts', 'react'],
  ['lib/ledger/claim.ts', 'node:fs'],
  ['lib/ledger/claim.ts', 'next/server'],
  ['lib/ledger/claim.ts', '@/lib/env'],
  ['lib/ledger/claim.ts', '@/lib/formats/text'],
  ['lib/ledger/claim.ts', '../formats/text'],
  ['lib/formats/text.ts', 'react'],
  ['lib/formats/text.ts', 'react-dom/server'],
  ['lib/formats/text.ts', 'next'],
  ['lib/formats/text.ts', 'next/headers'],
  ['lib/formats/text.ts', '@prisma/client'],
  ['lib/formats/text.ts', '@/lib/data/claims'],
  ['lib/routes.ts', 'next/link'],
  ['lib/routes.ts', '@/lib/data/claims'],
  ['lib/data/claims.ts', '@/components/ui/button'],
  ['lib/data/claims.ts', '@/app/layout'],
  ['lib/data/claims.ts', '@/lib/formats/text'],
  ['lib/data/claims.ts', '../formats/text'],
  ['lib/evidence/storage.ts', '@/lib/data/captures'],
  ['lib/evidence/storage.ts', '@/lib/env'],
  ['lib/evidence/storage.ts', 'next/server'],
  ['lib/auth/editor.ts', '@/lib/data/generated/client'],
  ['components/charts/chart-frame.tsx', '@/lib/data/published'],
  ['components/charts/chart-frame.tsx', '@/lib/auth/editor'],
  ['components/charts/chart-frame.tsx', '@/app/layout'],
  ['components/charts/chart-frame.tsx', '../../lib/data/published'],
  ['components/charts/chart-frame.tsx', '@prisma/client'],
  ['components/ui/button.tsx', '@/lib/ledger/claim'],
  ['components/ui/button.tsx', '@/lib/formats/text'],
  ['components/ui/button.tsx', '@/components/ledger/badge'],
  ['components/ui/button.tsx', '@/lib/data/published'],
  ['app/page.tsx', '@/lib/data/generated/client'],
  ['app/page.tsx', '@prisma/client'],
  ['app/page.tsx', 'pg'],
];

const allowed: [string, string][] = [
  ['lib/ledger/claim.ts', 'zod'],
  ['lib/ledger/claim.ts', './month'],
  ['lib/ledger/claim.ts', '@/lib/ledger/month'],
  ['lib/formats/text.ts', '@/lib/ledger/month'],
  ['lib/formats/text.ts', './csv'],
  ['lib/formats/text.ts', 'csv-stringify/sync'],
  ['lib/routes.ts', '@/lib/ledger/view'],
  ['lib/data/claims.ts', './generated/client'],
  ['lib/data/claims.ts', '@/lib/ledger/claim'],
  ['lib/evidence/storage.ts', 'undici'],
  ['lib/evidence/storage.ts', './sniff'],
  ['lib/auth/editor.ts', '@/lib/data/people'],
  ['components/charts/chart-frame.tsx', '@/lib/formats/text'],
  ['components/charts/chart-frame.tsx', '@/components/ui/button'],
  ['components/ui/button.tsx', 'react'],
  ['components/ui/button.tsx', './field'],
  ['components/ui/button.tsx', '@/components/ui/field'],
  ['app/page.tsx', '@/lib/data/published'],
  ['app/page.tsx', '@/lib/auth/editor'],
];

/** The same file under one name per import, so that one run of the linter answers for all of them. */
const fileFor = (file: string, index: number) =>
  join(dirname(file), file === 'lib/routes.ts' ? 'routes.ts' : `case-${index}-${file.split('/').at(-1)}`);

function lint(cases: [string, string][], folder: string) {
  for (const file of ['biome.json', '.gitignore']) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
  const refused = new Set<number>();
  // Only lib/routes.ts cannot be renamed; its cases go one after the other.
  const rounds: number[][] = [];
  cases.forEach(([file], index) => {
    const round = rounds.find(
      (others) => !others.some((other) => fileFor(cases[other]?.[0] ?? '', other) === fileFor(file, index)),
    );
    if (round) round.push(index);
    else rounds.push([index]);
  });
  for (const round of rounds) {
    for (const index of round) {
      const [file, from] = cases[index] ?? ['', ''];
      const path = join(folder, fileFor(file, index));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `import thing from '${from}';\nexport const one = thing;\n`);
    }
    const run = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/@biomejs/biome/bin/biome'),
        'lint',
        '--only=style/noRestrictedImports',
        '--reporter=github',
        '--max-diagnostics=none',
        '.',
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    for (const index of round) {
      const path = fileFor(cases[index]?.[0] ?? '', index);
      if (run.stdout.includes(`${path},line=`)) refused.add(index);
    }
  }
  return refused;
}

let folder = '';
let refused = new Set<number>();
const cases = [...forbidden, ...allowed];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  refused = lint(cases, folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter refuses an arrow that points the wrong way', () => {
  test.each(forbidden.map((pair, index) => ({ file: pair[0], from: pair[1], index })))(
    '$file must not import $from',
    ({ index }) => {
      expect(refused.has(index)).toBe(true);
    },
  );
});

describe('and lets the others be', () => {
  test.each(allowed.map((pair, index) => ({ file: pair[0], from: pair[1], index: forbidden.length + index })))(
    '$file may import $from',
    ({ index }) => {
      expect(refused.has(index)).toBe(false);
    },
  );
});

test('only lib/env.ts reads process.env', () => {
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  expect(config.linter.rules.style.noProcessEnv).toBe('error');
});
