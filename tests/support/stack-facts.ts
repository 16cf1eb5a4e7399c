import type { TestStack } from './start-stack.ts'

export type StackFacts = Pick<TestStack, 'portalUrl' | 'apiUrl' | 'controlUrl' | 'databaseUrl' | 'dataDir' | 'demo'> & {
  /** The identity provider that this stack is configured with (`identity-provider.ts`). */
  identityUrl: string
  /** The double of Stripe (`stripe/double.ts`): its page takes the card. */
  stripeUrl: string
}

/** Where the stack of this Playwright run is. Null in the process that is about to start it. */
export function readStackFacts(): StackFacts | null {
  return process.env.LONGCODE_STACK ? JSON.parse(process.env.LONGCODE_STACK) : null
}

export function stackFacts(): StackFacts {
  const facts = readStackFacts()
  if (!facts) throw new Error('Browser tests run by `npm test -- browser`, which starts the stack for them.')
  return facts
}
