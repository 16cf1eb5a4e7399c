/** Playwright's global setup. What the tests need to know travels to their processes in the environment. */
import { StartProblem } from '#server/start/start-problem.ts'
import { sayOn } from '#server/start/step.ts'
import { startStack } from './start-stack.ts'

// Playwright takes no other export.
export default async function startForBrowser() {
  const { stop, portalUrl, apiUrl, controlUrl, databaseUrl, demo } = await startStack({
    say: sayOn(process.stderr),
  }).catch(withDetails)
  process.env.LONGCODE_STACK = JSON.stringify({ portalUrl, apiUrl, controlUrl, databaseUrl, demo })
  return stop
}

/** Playwright prints the message alone. */
function withDetails(error: unknown): never {
  if (error instanceof StartProblem) throw new Error([error.message, ...error.details].join('\n'), { cause: error })
  throw error
}
