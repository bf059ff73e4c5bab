import { onPinnedNode } from './bootstrap.mjs';

/** `npm test [-- stage [arguments for its runner]]`: everything that can be wrong, and one closing line. */

await onPinnedNode();
const { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join, resolve } = await import('node:path');
const { ensureBuild, ensureClient, nextEnvironment } = await import('./build.mjs');
const { chromiumLaunch } = await import('./chromium.mjs');
const { atEnd, live, opened, runNode, startOwned } = await import('./lifetime.mjs');
const { openThrowAwayPostgres } = await import('./postgres.mjs');
const { progress, say, Trouble } = await import('./say.mjs');
const { anyPort, startServer } = await import('./server.mjs');
const { cloneDatabase, makeTemplates } = await import('./templates.mjs');

const checkout = resolve(import.meta.dirname, '../..');
// Tests bring their own database. One that somebody uses must not be within their reach.
delete process.env.DATABASE_URL;
// And they reach out to nobody.
delete process.env.EVIDENCE_FETCH;
const STAGES = ['lint', 'types', 'unit', 'data', 'local', 'e2e'];
const begun = Date.now();

const [first, ...rest] = process.argv.slice(2);
if (first && !STAGES.includes(first)) {
  process.stderr.write(
    `\nThere is no stage “${first}”. Stages: ${STAGES.join(', ')}.\nOne of them: npm test -- unit tests/unit/ledger/month.test.ts\n`,
  );
  process.exit(1);
}
const wanted = first ? [first] : STAGES;
const needs = (...stages) => stages.some((stage) => wanted.includes(stage));

const total = { passed: 0, failed: 0 };
const failures = [];

function count(stage, { passed, failed, words = [] }, since) {
  total.passed += passed;
  total.failed += failed;
  failures.push(...words.map((word) => `${stage}: ${word}`));
  say(
    `${failed === 0 ? 'ok' : 'FAILED'}  ${stage}  ${passed} passed, ${failed} failed  (${((Date.now() - since) / 1000).toFixed(1)} s)`,
  );
}

/** Runs a tool that only says yes or no, and shows what it says if it is no. */
async function once(stage, label, args) {
  const since = Date.now();
  const line = progress(label);
  const { code, output } = await runNode(args, {
    cwd: checkout,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
  });
  line.done();
  if (code !== 0) say(output.trimEnd());
  count(stage, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, words: code === 0 ? [] : [label] }, since);
}

const filesIn = (folder) =>
  existsSync(join(checkout, folder))
    ? readdirSync(join(checkout, folder), { recursive: true }).filter((name) => /\.(test|spec)\.tsx?$/.test(name))
    : [];

/** Runs a tool that reports its tests as JSON, and shows what it writes as it goes. */
async function counted(stage, folder, args, env, read) {
  const since = Date.now();
  const files = filesIn(folder);
  if (files.length === 0) {
    say(`--  ${stage}  no tests in ${folder}`);
    return;
  }
  say(`    ${stage} …`);
  const report = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.json');
  const { exited } = startOwned(process.execPath, args(report), {
    cwd: checkout,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env(report) },
  });
  const { code } = await exited;
  let result = { passed: 0, failed: 0, words: [] };
  try {
    result = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    result.words.push('the runner left no report');
  }
  rmSync(join(report, '..'), { recursive: true, force: true });
  // A runner may fail without a failed test: a file that does not load, an error nobody caught, or nothing to run at all.
  if (result.failed === 0 && (code !== 0 || result.passed === 0)) {
    result.failed = 1;
    result.words.push(code === 0 ? 'no test ran' : `the runner ended with ${code}`);
  }
  count(stage, result, since);
}

function readVitest(report) {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ file: file.name, ...test })),
  );
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = tests.filter(({ status }) => status === 'failed');
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed.length + broken.length,
    words: [
      ...failed.map((test) => `${test.file.replace(`${checkout}/`, '')} > ${test.fullName}`),
      ...broken.map(({ name }) => `${name.replace(`${checkout}/`, '')} did not load`),
    ],
  };
}

function readPlaywright(report) {
  const words = [];
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? []) if (!spec.ok) words.push(`${spec.file} > ${spec.title}`);
    for (const inner of suite.suites ?? []) visit(inner, path);
  };
  for (const suite of report.suites ?? []) visit(suite, []);
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), words };
}

const vitest = (stage, env) =>
  counted(
    stage,
    `tests/${stage}`,
    (report) => [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      stage,
      ...(rest.some((word) => word.startsWith('--reporter'))
        ? []
        : [`--reporter=${process.stdout.isTTY ? 'default' : 'dot'}`]),
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...rest,
    ],
    () => env,
    readVitest,
  );

await live(async () => {
  mkdirSync(join(checkout, '.data'), { recursive: true });
  const postgres = needs('data', 'local', 'e2e') ? await opened(openThrowAwayPostgres('test')) : undefined;
  await ensureClient();
  // The build takes one of the two cores while the quick stages take the other.
  const building =
    needs('local', 'e2e') && existsSync(join(checkout, 'app')) ? ensureBuild({ quietly: true }) : Promise.resolve();
  building.catch(() => {});

  if (needs('lint'))
    await once('lint', 'Checking style and imports', [
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
      ...(first ? rest : []),
      ...(rest.length > 0 ? [] : ['.']),
    ]);
  if (needs('types')) {
    if (existsSync(join(checkout, 'app')))
      await runNode(['node_modules/next/dist/bin/next', 'typegen'], {
        cwd: checkout,
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
      });
    await once('types', 'Checking types', ['node_modules/typescript/bin/tsc', '--noEmit', ...rest]);
  }
  if (needs('unit')) await vitest('unit', {});

  const testEnv = postgres ? { AL_TEST_POSTGRES: postgres.url } : {};
  if (postgres && needs('data', 'local', 'e2e')) {
    const line = progress('Making the template databases');
    await makeTemplates(postgres.url);
    line.done();
  }
  if (needs('data')) await vitest('data', testEnv);

  if (needs('local', 'e2e')) {
    const line = progress('Building the pages');
    let folder;
    try {
      folder = await building;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      line.failed();
      say(error.message);
      count('build', { passed: 0, failed: 1, words: ['the pages could not be built'] }, begun);
    }
    line.done();
    if (folder) {
      if (needs('local')) {
        await vitest('local', { ...testEnv, AL_BUILD_DIR: nextEnvironment(folder).AL_BUILD_DIR });
      }
      if (needs('e2e') && filesIn('tests/e2e').length > 0) await endToEnd(postgres.url, folder, testEnv);
    } else if (needs('local') && !existsSync(join(checkout, 'app'))) {
      await vitest('local', testEnv);
    }
  }

  say();
  for (const words of failures) say(`FAILED  ${words}`);
  if (total.passed + total.failed === 0) {
    total.failed = 1;
    say('Nothing was tested.');
  }
  say(
    `${STAGES.length === wanted.length ? 'All stages' : wanted.join(', ')} in ${Math.round((Date.now() - begun) / 1000)} s`,
  );
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** One server over the starter ledger for all browser tests; those that change anything start their own. */
async function endToEnd(postgres, folder, env) {
  const database = await cloneDatabase(postgres, { starter: true });
  atEnd(() => database.drop());
  await chromiumLaunch();
  const port = await anyPort();
  let said = '';
  const server = await startServer({ port, url: database.url, folder, listen: (text) => (said += text) });
  await counted(
    'e2e',
    'tests/e2e',
    () => [
      'node_modules/@playwright/test/cli.js',
      'test',
      `--reporter=${process.stdout.isTTY ? 'list' : 'dot'},json`,
      ...rest,
    ],
    (report) => ({
      ...env,
      // Playwright colours its workers by itself, and Node warns of two opposite wishes.
      ...(process.stdout.isTTY ? {} : { NO_COLOR: undefined, FORCE_COLOR: '0' }),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      AL_TEST_URL: server.base,
      AL_TEST_DATABASE_URL: database.url,
      AL_BUILD_DIR: nextEnvironment(folder).AL_BUILD_DIR,
    }),
    readPlaywright,
  );
  await server.stop();
  if (said.trim()) say(`The server said:\n${said.trim().split('\n').slice(-40).join('\n')}`);
}
