/** Imported first: `lib/env.ts` reads the environment once. The double lives as long as the test file. */
import { afterAll } from 'vitest'
import { startStripeDouble } from './double.ts'

export const stripeDouble = await startStripeDouble()
Object.assign(process.env, stripeDouble.environment)
afterAll(stripeDouble.stop)
