import { appendAudit } from '#domain/audit/append-audit.ts'
import { openBooks } from '#domain/ledger/open-books.ts'
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { type Actor, makeScope, NOWHERE, type Origin, type Scope } from './scope.ts'

type Input = {
  /** Parsed. */
  name: string
  timeZone: string
  ownerId: string
  requestsPerSecond?: number | undefined
  /** Who opens it. */
  actor: Actor
  origin?: Origin
}

const USUAL_REQUESTS_PER_SECOND = 50

/** An account with its owner and an empty balance: every account begins here. The transaction stands on it from then on. */
export async function insertAccount(tx: Tx, input: Input): Promise<Scope> {
  const { name, timeZone, ownerId, actor, origin = NOWHERE } = input
  const at = now()
  const accountId = newId(at)
  await tx.query("select set_config('app.account_id', $1, true)", [accountId])
  await tx.query(
    'insert into accounts (id, name, time_zone, requests_per_second, created_at) values ($1, $2, $3, $4, $5)',
    [accountId, name, timeZone, input.requestsPerSecond ?? USUAL_REQUESTS_PER_SECOND, at],
  )
  await openBooks(tx, accountId)
  await tx.query("insert into memberships (account_id, person_id, role, created_at) values ($1, $2, 'owner', $3)", [
    accountId,
    ownerId,
    at,
  ])
  const scope = makeScope(accountId, actor, origin)
  await appendAudit(tx, scope, {
    action: 'account.created',
    object: 'account',
    before: null,
    after: { name, time_zone: timeZone },
  })
  return scope
}
