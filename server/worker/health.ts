import { createServer } from 'node:http'
import { collectDefaultMetrics, Gauge, register } from 'prom-client'
import { countBrokenBooks } from '#domain/ledger/check-books.ts'
import { readRelayLags } from '#domain/reports/read-relay-lags.ts'
import { query } from '#lib/db.ts'
import type { OpenLink } from './links.ts'

/** For whoever runs this, on loopback only: `/readyz` (the database answers), `/metrics`. */
export function startHealth(port: number, links: () => readonly OpenLink[]) {
  collectDefaultMetrics()
  new Gauge({
    name: 'longcode_link_bound',
    help: '1 while this worker is bound to the carrier link',
    labelNames: ['link'],
    collect() {
      this.reset()
      for (const link of links()) this.set({ link: link.name }, link.carrier.state === 'bound' ? 1 : 0)
    },
  })
  new Gauge({
    name: 'longcode_broken_books',
    help: 'accounts whose books were found broken when they were last verified: anything but 0 is an alarm',
    async collect() {
      this.set(await countBrokenBooks())
    },
  })
  new Gauge({
    name: 'longcode_relay_lag_seconds',
    help: 'age of the oldest fact that a relay of the outbox does not have yet: one that stays above a minute is an alarm',
    labelNames: ['relay'],
    async collect() {
      this.reset()
      for (const { name, seconds } of await readRelayLags()) this.set({ relay: name }, seconds)
    },
  })
  const server = createServer((request, response) => {
    answer(request.url ?? '').then(
      ([status, type, body]) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(503, { 'content-type': 'application/json' }).end('{"ok":false}'),
    )
  })
  server.listen(port, '127.0.0.1')
  return () => new Promise<void>((resolve) => server.close(() => resolve()))
}

async function answer(url: string): Promise<[number, string, string]> {
  if (url === '/metrics') return [200, register.contentType, await register.metrics()]
  if (url !== '/readyz' && url !== '/healthz') return [404, 'text/plain', 'not found']
  if (url === '/readyz') await query('select 1')
  return [200, 'application/json', '{"ok":true}']
}
