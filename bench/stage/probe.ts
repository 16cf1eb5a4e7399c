/** Preloaded into the measured processes: counts what they ask the database, and says so when asked. */
import process from 'node:process'
import pg from 'pg'

let roundTrips = 0
const ask = pg.Client.prototype.query as (...args: unknown[]) => unknown
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  roundTrips++
  return ask.apply(this, args)
} as typeof pg.Client.prototype.query

process.on('message', () => process.send?.(roundTrips))
process.channel?.unref()
