/**
 * Endpoints that fail and go on failing: mails after an hour and after a day, the end after five. Once each, however many workers look: what
 * was done is written on the endpoint, under its lock.
 */
import { systemScope } from '#domain/access/system-scope.ts'
import { query, type Tx, tenantTransaction } from '#lib/db.ts'
import { NO_ID } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { FAILURES_TO_OPEN } from './circuit.ts'
import { writeDisabled } from './disable-endpoint.ts'
import { disabledLetter, failingLetter } from './endpoint-letters.ts'
import { mailAboutEndpoint } from './mail-about-endpoint.ts'
import { type Schedule, WHOLE_TIME_MS } from './schedule.ts'

const AT_ONCE = 100
const GIVEN_UP_AT_ONCE = 500
/** From the first failure to the last one, without a success in between. */
const DISABLED_AFTER_MS = 5 * DAY_MS

type Failing = {
  id: string
  address: string
  failingSince: Date
  lastFailureAt: Date
  mailed: number
  failuresInRow: number
  lastStatus: number | null
  lastError: string | null
}

/** Returns whether there may be more to do at once. */
export async function watchEndpoints(): Promise<boolean> {
  let more = false
  let page: Found[]
  let after: Found = { accountId: NO_ID, id: NO_ID, failingSince: '-infinity' }
  do {
    page = await query<Found>(FIND, [now(), after.failingSince, after.accountId, after.id, AT_ONCE])
    for (const { accountId, id } of page)
      try {
        const isOpen = await tenantTransaction(accountId, (tx) => watch(tx, accountId, id))
        if (isOpen && (await giveUp(accountId, id)) === GIVEN_UP_AT_ONCE) more = true
      } catch (fault) {
        // One that fails, whatever it is, keeps no other waiting.
        log.error({ accountId, endpointId: id, fault: String(fault) }, 'an endpoint could not be watched')
      }
    after = page.at(-1) ?? after
  } while (page.length === AT_ONCE)
  return more
}

/** `failingSince` as the database says it: to the microsecond. */
type Found = { accountId: string; id: string; failingSince: string }
const FIND = {
  name: 'endpoints_to_watch',
  text: `select account_id as "accountId", endpoint_id as id, failing_since::text as "failingSince"
         from endpoints_to_watch($1, $2, $3, $4, $5)`,
}

/** Returns whether its circuit is open. */
async function watch(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const at = now().getTime()
  const [endpoint] = await tx.query<Failing>(
    `select id, address, failing_since as "failingSince", last_failure_at as "lastFailureAt", mailed, failures_in_row as "failuresInRow",
       last_status as "lastStatus", last_error as "lastError"
     from endpoints where account_id = $1 and id = $2 and state = 'active' and failing_since is not null for no key update`,
    [accountId, id],
  )
  if (!endpoint) return false
  const { failingSince: since, lastFailureAt, mailed } = endpoint
  const failedFor = (ms: number) => lastFailureAt.getTime() - since.getTime() >= ms
  if (failedFor(DISABLED_AFTER_MS)) {
    await writeDisabled(tx, systemScope(accountId, 'Web hooks'), endpoint, 'failing')
    await note(tx, accountId, id, 3)
    await mailAboutEndpoint(tx, accountId, (accountName) => disabledLetter({ ...endpoint, accountName }, { since }))
    return false
  }
  const isSecond = at - since.getTime() >= DAY_MS && failedFor(HOUR_MS)
  if (mailed < (isSecond ? 2 : 1) && at - since.getTime() >= HOUR_MS) {
    await note(tx, accountId, id, isSecond ? 2 : 1)
    await mailAboutEndpoint(tx, accountId, (accountName) =>
      failingLetter({ ...endpoint, accountName }, { since, isSecond }),
    )
  }
  return endpoint.failuresInRow >= FAILURES_TO_OPEN
}

async function note(tx: Tx, accountId: string, id: string, mailed: number): Promise<void> {
  await tx.query('update endpoints set mailed = $3 where account_id = $1 and id = $2', [accountId, id, mailed])
}

/**
 * Events that were due for as long as their whole schedule, at an endpoint that failed all that time: they had no turn, since its circuit is
 * open. The endpoint stays locked meanwhile, so a success either comes before and saves them, or after.
 */
async function giveUp(accountId: string, id: string): Promise<number> {
  return tenantTransaction(accountId, async (tx) => {
    const at = now()
    const [account] = await tx.query<{ schedule: Schedule }>(
      'select webhook_schedule as schedule from accounts where id = $1',
      [accountId],
    )
    const before = new Date(at.getTime() - WHOLE_TIME_MS[account?.schedule ?? 'long'])
    const failing = await tx.query(
      `select from endpoints where account_id = $1 and id = $2 and state = 'active' and failures_in_row >= ${FAILURES_TO_OPEN}
         and failing_since <= $3 for no key update`,
      [accountId, id, before],
    )
    if (failing.length === 0) return 0
    // Passing over what is locked: a recorder locks its events first, then the endpoint.
    const ended = await tx.query(
      `update deliveries set status = 'failed', due_at = null, done_at = $4,
         last_error = coalesce(last_error, 'Its endpoint failed for as long as it is tried.')
       where account_id = $1 and id = any(array(
         select id from deliveries where account_id = $1 and endpoint_id = $2 and due_at < $3 order by due_at
         limit ${GIVEN_UP_AT_ONCE} for update skip locked))
       returning id`,
      [accountId, id, before, at],
    )
    return ended.length
  })
}
