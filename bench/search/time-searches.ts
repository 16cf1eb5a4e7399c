/** Runs in a process of its own, since the verbs read their database from the environment: fills the stock, searches, tells the times. */
import { systemScope } from '#domain/access/system-scope.ts'
import { findSubstitutes } from '#domain/inventory/find-substitutes.ts'
import { listAreaCodes, listExchanges } from '#domain/inventory/list-codes.ts'
import { listStock, MOST_SKIPPED } from '#domain/inventory/list-stock.ts'
import { searchBlocks } from '#domain/inventory/search-blocks.ts'
import { searchInventory } from '#domain/inventory/search-inventory.ts'
import { pool } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { seedStock } from '#prisma/seed/stock.ts'
import { makePlays, type Play } from './plays.ts'

export type Timings = { seedSeconds: number; numbers: number; rounds: Record<string, number[][]> }

const [rounds = 3, calls = 20] = process.argv.slice(2).map(Number)
const scope = systemScope(newId(), 'bench')
const startedAt = performance.now()
const numbers = await seedStock()
const seedSeconds = (performance.now() - startedAt) / 1000

const searches: Record<string, () => Promise<unknown>> = {}
for (const [name, play] of Object.entries(makePlays())) searches[name] = () => search(play())
const sort = { by: 'number', isDescending: false } as const
const page = { limit: 200, offset: 0 }
const last = { limit: 200, offset: MOST_SKIPPED }
Object.assign(searches, {
  'substitutes for nothing in 206': () =>
    findSubstitutes(scope, { filter: { areaCode: '206', exchange: '555', endsWith: '7777' }, block: null }),
  'API: first page': () => listStock(scope, { filter: {}, sort, ...page }),
  'API: last page that can be asked for': () => listStock(scope, { filter: {}, sort, ...last }),
  'API: the same, contains 2': () => listStock(scope, { filter: { contains: '47' }, sort, ...last }),
  'API: order_by rate_center,desc': () =>
    listStock(scope, { filter: {}, sort: { by: 'rate_center', isDescending: true }, ...page }),
  'API: order_by state in a country': () =>
    listStock(scope, { filter: { country: 'CA' }, sort: { by: 'state', isDescending: false }, ...page }),
  'API: order_by monthly_cost,desc': () =>
    listStock(scope, { filter: { kind: 'toll_free' }, sort: { by: 'monthly_cost', isDescending: true }, ...page }),
  'API: all area codes': () => listAreaCodes(scope, { limit: 400, offset: 0 }),
  'API: all area codes, cheap ones': () =>
    listAreaCodes(scope, { limit: 400, offset: 0, maxSetupNanos: 1_000_000_000n }),
  'API: exchanges of an area code': () => listExchanges(scope, { limit: 200, offset: 0, areaCode: '206' }),
  'API: last page of exchanges': () => listExchanges(scope, last),
})

const times: Timings['rounds'] = Object.fromEntries(Object.keys(searches).map((name) => [name, []]))
for (const run of Object.values(searches)) await run()
for (let round = 0; round < rounds; round++) {
  console.error(`  search: round ${round + 1} of ${rounds}`)
  for (const [name, run] of Object.entries(searches)) {
    const taken: number[] = []
    for (let call = 0; call < calls; call++) {
      const from = performance.now()
      await run()
      taken.push(performance.now() - from)
    }
    times[name]?.push(taken)
  }
}
await pool.end()
// Only when it is told: a message that is still on its way is lost with the channel.
process.send?.({ seedSeconds, numbers, rounds: times } satisfies Timings, () => process.disconnect())

function search({ filter, order = 'number', after, block }: Play): Promise<unknown> {
  if (block) return searchBlocks(scope, { filter, size: block })
  return searchInventory(scope, { filter, order, after: after ?? null })
}
