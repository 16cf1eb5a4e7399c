import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { networkOf } from '#lib/address-range.ts'
import { transaction } from '#lib/db.ts'
import { identityProvider, SSO_CALLBACK } from './identity-provider.ts'
import { takeTry } from './limits.ts'
import type { Origin } from './scope.ts'
import { issueTicket } from './tickets.ts'

/**
 * Where to send the browser, and the ticket that it brings back: what the provider answers is checked against what the ticket
 * remembers, so nobody can finish a journey that another browser began. Throws `slow_down`.
 */
export async function beginSso(input: { next: string; origin: Origin }): Promise<{ url: URL; ticket: string }> {
  await takeTry(['begin address', networkOf(input.origin.address)])
  const provider = await identityProvider()
  const journey = {
    use: 'journey',
    next: input.next,
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
  }
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: SSO_CALLBACK,
    scope: 'openid email profile',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
  })
  const ticket = await transaction((tx) => issueTicket(tx, { kind: 'oidc', payload: journey }))
  return { url, ticket }
}
