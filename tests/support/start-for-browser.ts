/** Playwright's global setup. What the tests need to know travels to their processes in the environment. */
import { StartProblem } from '#server/start/start-problem.ts'
import { sayOn } from '#server/start/step.ts'
import { startStack } from './start-stack.ts'
import { rememberSecrets } from './told-secrets.ts'

// Playwright takes no other export.
export default async function startForBrowser() {
  const { stop, portalUrl, apiUrl, controlUrl, databaseUrl, dataDir, demo } = await startStack({
    say: sayOn(process.stderr),
    // The logs are searched at the end: they should hold all they can.
    environment: { LOG_LEVEL: 'debug' },
  }).catch(withDetails)
  if (demo) rememberSecrets(demo.password, demo.secret)
  process.env.LONGCODE_STACK = JSON.stringify({ portalUrl, apiUrl, controlUrl, databaseUrl, dataDir, demo })
  return stop
}

/** Playwright prints the message alone. */
function withDetails(error: unknown): never {
  if (error instanceof StartProblem) throw new Error([error.message, ...error.details].join('\n'), { cause: error })
  throw error
}
