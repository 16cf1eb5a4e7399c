/** A real OpenID provider on this machine. Whoever comes is `who` at that moment: there is nobody to type a password. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'

export type Who = { sub: string; email: string; email_verified: boolean; name: string; amr?: string[] }

export type IdentityProvider = {
  environment: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string; OIDC_NAME: string }
  /** Who comes from now on; other processes say so by `PUT /who`. */
  be: (who: Who) => void
  /** The portal that it sends people back to; known only when that has started. */
  serve: (portalUrl: string) => void
  stop: () => Promise<void>
}

/** For tests of the verbs: what `lib/env.ts` reads when it is first imported, which has to come after this. */
export function configureSso(provider: IdentityProvider, portalUrl: string): void {
  Object.assign(process.env, provider.environment, { PORTAL_URL: portalUrl })
  provider.serve(portalUrl)
}

const CLIENT = { id: 'longcode', secret: 'a-secret-between-portal-and-provider' }

const NOBODY: Who = { sub: 'nobody', email: 'nobody@sound.example', email_verified: false, name: 'Nobody' }

export async function startIdentityProvider(): Promise<IdentityProvider> {
  let who = NOBODY
  let handle: RequestListener = (_, answer) => answer.writeHead(503).end()
  const server = createServer(async (request, answer) => {
    if (request.method !== 'PUT' || request.url !== '/who') return handle(request, answer)
    who = (await json(request)) as Who
    answer.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: 'Harbor ID',
    },
    be: (next) => {
      who = next
    },
    serve: (portalUrl) => {
      handle = createProvider(issuer, portalUrl, () => who)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function createProvider(issuer: string, portalUrl: string, whoIs: () => Who): RequestListener {
  const people = new Map<string, Who>()
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${portalUrl}/sign-in/sso/callback`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ ...(people.get(sub) ?? {}), sub }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    // Nobody is asked what the portal may know.
    loadExistingGrant: async (ctx) => {
      const grant = new provider.Grant({ clientId: CLIENT.id, accountId: ctx.oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    cookies: { keys: ['a key of a provider that lives for one test run'] },
  })
  const callback = provider.callback()
  return async (request, answer) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, answer)
    const who = whoIs()
    people.set(who.sub, who)
    await provider.interactionFinished(request, answer, {
      login: { accountId: who.sub, amr: who.amr ?? ['pwd'], remember: false },
    })
  }
}
