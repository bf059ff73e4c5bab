import { defineConfig, devices } from '@playwright/test';
import { browserLaunchOptions } from './tests/support/browser';

const baseURL = process.env.AL_TEST_URL;
if (!baseURL)
  throw new Error('Browser tests need the server that npm test starts. Run: npm test -- e2e [file] [-g name]');

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  // A picture belongs to the fonts of the machine that made it; none are compared.
  ignoreSnapshots: true,
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Kyiv',
    // A trace films every page that is opened, which takes as long again as the test. For one: npm test -- e2e FILE --trace on
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: await browserLaunchOptions(),
  },
});
