import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { firstIdAt } from '#lib/ids.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { demandWhole } from './demand-whole.ts'
import { ENDPOINTS, HEALTH } from './endpoint-health.sql.ts'
import type { EndpointRow, HealthHour } from './endpoint-rows.ts'
import { errorFor } from './last-error.ts'

const HOURS = 24
/** The long schedule takes about three days: what is older was not tried in the last hours, unless somebody replayed it. */
const LONGEST_MS = 4 * DAY_MS

type Found = Omit<EndpointRow, 'attempts' | 'succeeded' | 'p50Ms' | 'p95Ms' | 'hours'>
type Health = { id: string; hour: Date | null; ok: number; failed: number; p50: number | null; p95: number | null }

/** Those that need somebody first. */
export async function listEndpoints(scope: Scope): Promise<EndpointRow[]> {
  demand(scope, 'messages.read')
  demandWhole(scope)
  const rows = await tenantTransaction(scope.accountId, (tx) => findEndpoints(tx, scope.accountId, null))
  return rows.map((row) => ({ ...row, lastError: errorFor(scope, row.lastError) }))
}

/** A step: one endpoint, or all. */
export async function findEndpoints(tx: Tx, accountId: string, id: string | null): Promise<EndpointRow[]> {
  const at = now()
  const since = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS
  const [endpoints, health] = await Promise.all([
    tx.query<Found>(ENDPOINTS, [accountId, id, at]),
    tx.query<Health>(HEALTH, [accountId, id, new Date(since), firstIdAt(new Date(since - LONGEST_MS))]),
  ])
  return endpoints.map((endpoint) => {
    const own = health.filter((one) => one.id === endpoint.id)
    const whole = own.find(({ hour }) => hour === null)
    return {
      ...endpoint,
      attempts: (whole?.ok ?? 0) + (whole?.failed ?? 0),
      succeeded: whole?.ok ?? 0,
      p50Ms: whole?.p50 ?? null,
      p95Ms: whole?.p95 ?? null,
      hours: hoursFrom(since, own),
    }
  })
}

function hoursFrom(since: number, health: readonly Health[]): HealthHour[] {
  return Array.from({ length: HOURS }, (_, index) => {
    const at = since + index * HOUR_MS
    const found = health.find(({ hour }) => hour?.getTime() === at)
    return { hour: new Date(at).toISOString(), ok: found?.ok ?? 0, failed: found?.failed ?? 0 }
  })
}
