/** Calls of the account's own keys that were refused: nothing was sent and nothing charged. Kept for 30 days. */
import { demand, may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { firstIdAt, isId, LAST_ID, NO_ID } from '#lib/ids.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import type { RefusedCall, RefusedFilter, RefusedPage } from './refused-rows.ts'

const COLUMNS = `r.id, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, r.key_id as "keyId",
  coalesce(k.name, '') as "keyName", r.method, r.path, r.status, r.code, r.sentence, r.from_e164 as "from", r.to_e164 as "to",
  r.address, r.agent, r.idempotency_key as "idempotencyKey", r.body, r.body_bytes as "bodyBytes", r.more_like_it::text as "moreLikeIt"`

const RANGE_MS: Record<RefusedFilter['range'], number> = {
  '1h': HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 31 * DAY_MS,
}

/** Newest first, a keyset: `before` is `olderThan` of the page before. Each of its filters has its index. */
export async function listRefused(
  scope: Scope,
  input: { filter: RefusedFilter; before: string | null; limit: number },
): Promise<RefusedPage> {
  demand(scope, 'messages.read')
  const { filter, before, limit } = input
  const values: unknown[] = [
    scope.accountId,
    firstIdAt(new Date(now().getTime() - RANGE_MS[filter.range])),
    before && isId(before) ? before : LAST_ID,
    limit + 1,
  ]
  const isOne = (column: string, value: string) => (value === '' ? '' : `and ${column} = $${values.push(value)}`)
  const where = `${isOne('r.code', filter.code)} ${isOne('r.key_id', filter.key)}`
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<RefusedCall>(
      `select ${COLUMNS} from refused_requests r left join api_keys k on k.account_id = r.account_id and k.id = r.key_id
       where r.account_id = $1 and r.id >= $2 and r.id < $3 ${where} order by r.id desc limit $4`,
      values,
    ),
  )
  const shown = rows.slice(0, limit).map((row) => (may(scope, 'messages.content') ? row : { ...row, body: null }))
  return { rows: shown, olderThan: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

export type RefusedChoices = { codes: string[]; keys: { id: string; name: string }[] }

/** What can be chosen: by hops along the indexes, so that a flood of one code costs no more than one call. */
export async function readRefusedChoices(scope: Scope): Promise<RefusedChoices> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const [codes, keys] = await Promise.all([
      tx.query<{ code: string }>(hopsOver('code', "''"), [scope.accountId]),
      tx.query<{ id: string; name: string }>(
        `select k.id, k.name from (${hopsOver('key_id', `'${NO_ID}'::uuid`)}) h
         join api_keys k on k.account_id = $1 and k.id = h.key_id order by k.name, k.id`,
        [scope.accountId],
      ),
    ])
    return { codes: codes.map(({ code }) => code), keys }
  })
}

function hopsOver(column: 'code' | 'key_id', least: string): string {
  return `
    with recursive hop as (
      (select ${column} from refused_requests where account_id = $1 and ${column} > ${least} order by ${column} limit 1)
      union all
      select (select r.${column} from refused_requests r where r.account_id = $1 and r.${column} > hop.${column}
              order by r.${column} limit 1)
      from hop where hop.${column} is not null)
    select ${column} from hop where ${column} is not null limit 200`
}
