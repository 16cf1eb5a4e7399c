import { demand } from '#domain/access/permissions.ts'
import { isTest, numberLimit, type Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import type { OptOutSource, Pair, RemovalSource } from './opt-out.ts'

export type OptOut = {
  id: string
  number: string
  consumer: string
  isTest: boolean
  source: OptOutSource
  at: Date
  messageId: string | null
  note: string | null
  actor: string | null
  removedAt: Date | null
  removedSource: RemovalSource | null
  removedMessageId: string | null
  removedBy: string | null
  removedReason: string | null
}

/** Numbers in E.164. `inForce` undefined: what was lifted as well. */
export type OptOutFilter = { number?: string; consumer?: string; source?: OptOutSource; inForce?: boolean }
type Page = { filter: OptOutFilter; limit: number; offset?: number; olderThan?: string }

const COLUMNS = `id, number, consumer, is_test as "isTest", source, at, message_id as "messageId", note, actor,
  removed_at as "removedAt", removed_source as "removedSource", removed_message_id as "removedMessageId",
  removed_by as "removedBy", removed_reason as "removedReason"`

/** Newest first; `olderThan` is an id. A key sees those of its own money and of its own numbers. */
export async function listOptOuts(scope: Scope, { filter, limit, offset = 0, olderThan }: Page): Promise<OptOut[]> {
  demand(scope, 'messages.read')
  const values: unknown[] = [scope.accountId]
  const where = ['account_id = $1']
  const narrow = (condition: (place: string) => string, value: unknown) =>
    where.push(condition(`$${values.push(value)}`))
  if (filter.number !== undefined) narrow((it) => `number = ${it}`, filter.number)
  if (filter.consumer !== undefined) narrow((it) => `consumer = ${it}`, filter.consumer)
  if (filter.source !== undefined) narrow((it) => `source = ${it}`, filter.source)
  if (filter.inForce !== undefined) where.push(`removed_at is ${filter.inForce ? 'null' : 'not null'}`)
  if (olderThan !== undefined && isId(olderThan)) narrow((it) => `id < ${it}`, olderThan)
  if (scope.actor.kind === 'key') narrow((it) => `is_test = ${it}`, isTest(scope))
  const limited = numberLimit(scope)
  if (limited) narrow((it) => `number = any(${it}::text[])`, limited)
  const page = `limit $${values.push(limit)} offset $${values.push(offset)}`
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<OptOut>(`select ${COLUMNS} from opt_outs where ${where.join(' and ')} order by id desc ${page}`, values),
  )
}

/** A step: what blocks a pair now, by an opt-out of its own. */
export async function findInForce(tx: Tx, accountId: string, pair: Pair): Promise<OptOut | null> {
  const [found] = await tx.query<OptOut>(
    `select ${COLUMNS} from opt_outs
     where account_id = $1 and consumer = $2 and number = $3 and is_test = $4 and removed_at is null`,
    [accountId, pair.consumer, pair.number, pair.isTest],
  )
  return found ?? null
}
