/** Works one check of a bill off, from the claim to the result. Any number of workers; one that was paused and lost it writes nothing. */
import { systemScope } from '#domain/access/system-scope.ts'
import { isPassing, query, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { keepVerdict } from './bill-check.ts'
import { checkBill } from './check-bill.ts'

const LEASE_MS = 30_000
const BEAT_MS = 5_000
/** Workers that may die over one before it is given up. */
const MOST_TRIES = 5
const OURS = 'Longcode failed to check it because of a fault on its side. Ask for it again.'

type Claimed = { accountId: string; month: string; epoch: number }

/** Messages of a month that is recomputed within some seconds. */
export const SMALL_MONTH = 50_000

/** Returns whether there was one. `signal`: this worker ends; another begins it anew. `most`: months of about so many messages, or all. */
export async function runBillCheck(signal: AbortSignal, most: number | null = null): Promise<boolean> {
  const job = await claim(most)
  if (!job) return false
  let [done, days] = [0, 0]
  const beat = setInterval(() => void store(job, RUNS, [done, days, leaseEnd()]).catch(() => {}), BEAT_MS)
  try {
    if (job.epoch > MOST_TRIES) throw new RangeError('it was tried too often')
    const verdict = await checkBill(systemScope(job.accountId, 'Bill check'), job.month, async (...progress) => {
      signal.throwIfAborted()
      ;[done, days] = progress
    })
    await store(job, ENDS, [days, keepVerdict(verdict), verdict.checkedAt])
    if (verdict.faultCount > 0)
      log.error({ accountId: job.accountId, month: job.month, faults: verdict.faultCount }, 'a bill is not right')
  } catch (fault) {
    if (signal.aborted) {
      await store(job, GIVES_BACK, [])
      return true
    }
    const said = fault instanceof Error ? fault.message : String(fault)
    log.warn({ accountId: job.accountId, month: job.month, fault: said }, 'a check of a bill broke off')
    // What may pass is tried again when the lease is over.
    if (fault instanceof RangeError || !isPassing(fault) || job.epoch >= MOST_TRIES) await store(job, FAILS, [OURS])
  } finally {
    clearInterval(beat)
  }
  return true
}

async function claim(most: number | null): Promise<Claimed | null> {
  const at = now()
  for (const { account_id: accountId, month } of await query<{ account_id: string; month: string }>(
    'select * from due_bill_checks($1, 5, $2)',
    [at, most],
  )) {
    const [claimed] = await tenantTransaction(accountId, (tx) =>
      tx.query<Claimed>(
        `update bill_checks set state = 'running', epoch = epoch + 1, lease_until = $4
         where account_id = $1 and month = $2 and state in ('waiting', 'running') and coalesce(lease_until, '-infinity') <= $3
         returning account_id as "accountId", month, epoch`,
        [accountId, month, at, leaseEnd()],
      ),
    )
    if (claimed) return claimed
  }
  return null
}

const OWN = `where account_id = $1 and month = $2 and epoch = $3 and state = 'running'`
const RUNS = `update bill_checks set days_done = $4, days = $5, lease_until = $6 ${OWN}`
const ENDS = `update bill_checks set state = 'done', lease_until = null, days_done = $4, days = $4, result = $5, checked_at = $6 ${OWN}`
const GIVES_BACK = `update bill_checks set state = 'waiting', lease_until = null ${OWN}`
const FAILS = `update bill_checks set state = 'failed', lease_until = null, problem = $4 ${OWN}`

async function store({ accountId, month, epoch }: Claimed, sql: string, values: unknown[]): Promise<void> {
  await tenantTransaction(accountId, (tx) => tx.query(sql, [accountId, month, epoch, ...values]))
}

function leaseEnd(): Date {
  return new Date(now().getTime() + LEASE_MS)
}
