import { authorizationCodeGrant, fetchUserInfo } from 'openid-client'
import { z } from 'zod'
import { transaction } from '#lib/db.ts'
import { parseEmail } from '#lib/email-address.ts'
import { identityProvider, SSO_CALLBACK } from './identity-provider.ts'
import { takeTicket } from './tickets.ts'

/** Whom the provider vouches for. */
export const IDENTITY = z.object({
  issuer: z.string(),
  subject: z.string(),
  email: z.string(),
  name: z.string(),
  secondFactor: z.boolean(),
})
export type Identity = z.infer<typeof IDENTITY>

const JOURNEY = z.object({
  use: z.literal('journey'),
  next: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
})

const CLAIMS = z.object({
  email: z.string().optional(),
  email_verified: z.unknown().optional(),
  name: z.string().optional(),
  amr: z.array(z.string()).optional().catch(undefined),
})

/** What counts as more than a password (RFC 8176). */
const SECOND_FACTORS = new Set(['mfa', 'otp', 'hwk', 'swk', 'sc', 'sms'])

const LONGEST_NAME = 100

/**
 * The end of a journey: state, nonce, PKCE, signature, issuer and audience are checked. The ticket is used up whatever comes of it.
 * Null when the provider does not say that the e-mail is verified: anybody can write somebody else's into a profile.
 */
export async function readIdentity(input: {
  ticket: string
  query: string
}): Promise<{ next: string; identity: Identity | null }> {
  const { payload } = await transaction((tx) => takeTicket(tx, 'oidc', input.ticket))
  const { next, state, nonce, verifier } = JOURNEY.parse(payload)
  const provider = await identityProvider()
  const tokens = await authorizationCodeGrant(provider, new URL(`${SSO_CALLBACK}?${input.query}`), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const idToken = tokens.claims()
  if (!idToken) throw new Error('the provider sent no id token')
  const told = CLAIMS.parse(idToken)
  // Some providers keep the e-mail out of the token.
  const profile = told.email ? told : CLAIMS.parse(await fetchUserInfo(provider, tokens.access_token, idToken.sub))
  const email = parseEmail(profile.email ?? '')
  if (profile.email_verified !== true || !email.ok) return { next, identity: null }
  return {
    next,
    identity: {
      issuer: idToken.iss,
      subject: idToken.sub,
      email: email.email,
      name: (profile.name ?? told.name ?? '').slice(0, LONGEST_NAME),
      secondFactor: (told.amr ?? []).some((one) => SECOND_FACTORS.has(one)),
    },
  }
}
