import type { TestProject } from 'vitest/node';
import { openThrowAwayPostgres } from '@/lib/local/postgres.mjs';
import { makeTemplates } from '@/lib/local/templates.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that holds the template databases. */
    postgres: string;
  }
}

/** Before the first data test: a PostgreSQL with the templates. `npm test` has one already; run alone, vitest brings its own. */
export default async function setup(project: TestProject) {
  const given = process.env.AL_TEST_POSTGRES;
  if (given) {
    await makeTemplates(given);
    project.provide('postgres', given);
    return undefined;
  }
  const postgres = await openThrowAwayPostgres('test');
  await makeTemplates(postgres.url);
  project.provide('postgres', postgres.url);
  return () => postgres.close();
}
