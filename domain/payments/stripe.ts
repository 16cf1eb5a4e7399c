/** The only file that makes a client of Stripe. Never called inside a transaction. */
import Stripe from 'stripe'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'

/** A person waits for the answer; with an idempotency key a second try is the same request. */
const TIMEOUT_MS = 10_000
const RETRIES = 2

let made: Stripe | null = null

/** Throws `card_payments_off` where Stripe is not set up. */
export function stripe(): Stripe {
  if (!env.stripe) throw new Refusal('card_payments_off')
  made ??= new Stripe(env.stripe.secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...place(),
  })
  return made
}

/** A double on this machine, for tests. */
function place(): { host?: string; port?: number; protocol?: 'http' | 'https' } {
  if (!env.stripe?.apiUrl) return {}
  const { hostname, port, protocol } = new URL(env.stripe.apiUrl)
  const isPlain = protocol === 'http:'
  return { host: hostname, port: Number(port) || (isPlain ? 80 : 443), protocol: isPlain ? 'http' : 'https' }
}

/** What Stripe could not do now, as the person may read it. Declined cards are values, not faults. */
export async function askStripe<T>(work: (client: Stripe) => Promise<T>): Promise<T> {
  try {
    return await work(stripe())
  } catch (fault) {
    if (fault instanceof Stripe.errors.StripeConnectionError || fault instanceof Stripe.errors.StripeAPIError)
      throw new Refusal('stripe_unreachable')
    throw fault
  }
}

export const CENT_NANOS = 10_000_000n
