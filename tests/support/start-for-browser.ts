/** Playwright's global setup. What the tests need to know travels to their processes in the environment. */
import { StartProblem } from '#server/start/start-problem.ts'
import { sayOn } from '#server/start/step.ts'
import { startIdentityProvider } from './identity-provider.ts'
import type { StackFacts } from './stack-facts.ts'
import { startStack } from './start-stack.ts'
import { SECRETS, startStripeDouble } from './stripe/double.ts'
import { rememberSecrets } from './told-secrets.ts'

// Playwright takes no other export.
export default async function startForBrowser() {
  const provider = await startIdentityProvider()
  const double = await startStripeDouble()
  const { stop, portalUrl, apiUrl, controlUrl, databaseUrl, dataDir, demo } = await startStack({
    say: sayOn(process.stderr),
    // The logs are searched at the end: they should hold all they can.
    environment: { LOG_LEVEL: 'debug', ...provider.environment, ...double.environment },
  }).catch(withDetails)
  if (demo) rememberSecrets(demo.password, demo.secret)
  rememberSecrets(...Object.values(SECRETS))
  provider.serve(portalUrl)
  double.serve(`${apiUrl}/stripe/events`)
  const identityUrl = provider.environment.OIDC_ISSUER
  const facts: StackFacts = {
    portalUrl,
    apiUrl,
    controlUrl,
    databaseUrl,
    dataDir,
    identityUrl,
    stripeUrl: double.url,
    demo,
  }
  process.env.LONGCODE_STACK = JSON.stringify(facts)
  return async () => {
    await stop()
    await provider.stop()
    await double.stop()
  }
}

/** Playwright prints the message alone. */
function withDetails(error: unknown): never {
  if (error instanceof StartProblem) throw new Error([error.message, ...error.details].join('\n'), { cause: error })
  throw error
}
