/**
 * The portal's process: Next behind a server of our own, which knows what Next does not say: from where a request really comes.
 * Limits and the audit log lean on that address, so a client may not write it.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import proxyAddr from '@fastify/proxy-addr'
import next from 'next'
import { plainAddress } from '#lib/address-range.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { onShutdown } from '#lib/shutdown.ts'
import { isTooLarge, refuseBody } from './refuse-body.ts'

/** `app/_web/caller.ts` reads it. */
const ADDRESS_HEADER = 'x-longcode-address'
/** How long answers under way may take when the process is to end; live streams never end by themselves. */
const LAST_WORDS_MS = 1_000

/** For what `proxy.ts` does not see: a file that is not there is answered with a page. It writes its own over these. */
const CLOSED = {
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

const app = next({
  dev: false,
  dir: join(import.meta.dirname, '..', '..'),
  port: env.portal.port,
  hostname: 'localhost',
})
await app.prepare()
const handle = app.getRequestHandler()

const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, (request, response) => {
  if (isTooLarge(request)) return refuseBody(request, response)
  request.headers[ADDRESS_HEADER] = addressOf(request)
  for (const [name, value] of Object.entries(CLOSED)) response.setHeader(name, value)
  handle(request, response).catch((fault: unknown) => {
    log.error({ fault: String(fault) }, 'the portal failed to answer')
    response.destroy()
  })
})
server.listen(env.portal.port, env.mode === 'production' ? undefined : '127.0.0.1', () =>
  log.info({ port: env.portal.port }, 'the portal listens'),
)
if (env.webhooks.allowPrivateTargets)
  log.warn('web hooks may call private addresses (ALLOW_PRIVATE_WEBHOOKS): for local work only')

function addressOf(request: IncomingMessage): string {
  return plainAddress(proxyAddr(request, env.trustedProxies)) ?? ''
}

onShutdown('portal', async () => {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS)
  await closed
  await app.close()
})
