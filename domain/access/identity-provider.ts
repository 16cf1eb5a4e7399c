/** The identity provider that this system is configured with. Asked over the network, so never inside a transaction. */
import { allowInsecureRequests, type Configuration, discovery } from 'openid-client'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'

const TIMEOUT_SECONDS = 10

export const SSO_CALLBACK = `${env.portal.url}/sign-in/sso/callback`

let found: Promise<Configuration> | null = null

/** Asked for once; after a failure, again. Throws `not_found` when none is configured. */
export async function identityProvider(): Promise<Configuration> {
  found ??= discover().catch((fault: unknown) => {
    found = null
    throw fault
  })
  return found
}

async function discover(): Promise<Configuration> {
  if (!env.oidc) throw new Refusal('not_found')
  const issuer = new URL(env.oidc.issuer)
  // Plain http is for a provider on one's own machine; in production the library refuses it.
  const isPlain = issuer.protocol === 'http:' && env.mode !== 'production'
  return discovery(issuer, env.oidc.clientId, env.oidc.clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: isPlain ? [allowInsecureRequests] : [],
  })
}
