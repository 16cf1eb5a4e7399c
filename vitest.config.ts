import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,domain,server,components,app}/**/*.test.{ts,tsx}'],
          env: { LONGCODE_ENV: 'test', LOG_LEVEL: 'silent', ...noDatabase() },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/{domain,api,worker,carriers,strangers,start}/**/*.test.ts'],
          globalSetup: ['tests/support/start-database.ts'],
          setupFiles: ['tests/support/use-database.ts'],
          pool: 'forks',
          // The schema engine is WebAssembly, which Node still calls experimental.
          execArgv: ['--disable-warning=ExperimentalWarning'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})

/** Unit tests touch no database; a module that reads the environment still finds it whole. */
function noDatabase() {
  return {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    AUTH_SECRET: 'a-secret-for-unit-tests-a-secret-for-unit-tests',
  }
}
