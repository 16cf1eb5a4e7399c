import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './tests/support/find-chromium.ts'
import { readStackFacts } from './tests/support/stack-facts.ts'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/browser',
  globalSetup: './tests/support/start-for-browser.ts',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  projects: [
    // The logs are searched when everything else has been done to the stack, also when something failed.
    { name: 'browser', testIgnore: 'logs.spec.ts', teardown: 'logs' },
    { name: 'logs', testMatch: 'logs.spec.ts' },
  ],
  use: {
    baseURL: readStackFacts()?.portalUrl,
    launchOptions: { executablePath: await findChromium(), args: CHROMIUM_FLAGS },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
})
