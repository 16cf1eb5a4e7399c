/** Writes to those who may see the balance: a limit has come to a percentage, or a fuse has tripped. Any number of workers may run it. */
import { emailsWhoMay } from '#domain/access/emails-who-may.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { NO_ID } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { type AtPercent, limitLetter, type Tripped, tripLetter } from './spend-letters.ts'

const ACCOUNTS_PER_ROUND = 50

/** One letter a limit and period for all that it has come to meanwhile: of the highest. */
const TAKE_ALERTS = `
  with taken as (
    update spend_alerts s set told_at = $2
    where s.account_id = $1 and (s.limit_id, s.window_from, s.percent) in (
      select t.limit_id, t.window_from, t.percent from spend_alerts t where t.account_id = $1 and t.told_at is null for update skip locked)
    returning s.*
  )
  select distinct on (t.limit_id, t.window_from) l.name, t.percent, t.spent_nanos as "spentNanos", l.limit_nanos as "limitNanos",
    window_end(l.period, t.window_from, a.time_zone) as until
  from taken t join spend_limits l on l.account_id = t.account_id and l.id = t.limit_id join accounts a on a.id = t.account_id
  order by t.limit_id, t.window_from, t.percent desc`

const TAKE_TRIPS = `
  update fuse_trips f set told_at = $2
  where f.account_id = $1 and f.id = any(array(
    select t.id from fuse_trips t where t.account_id = $1 and t.told_at is null for update skip locked))
  returning f.prefix, f.tripped_at as "trippedAt", f.messages, f.within_seconds as "withinSeconds", f.allowed,
    (select k.name from api_keys k where k.account_id = f.account_id and k.id = f.key_id) as "keyName"`

export async function tellSpend(): Promise<boolean> {
  let after: string | null = NO_ID
  while (after !== null) {
    const due: { id: string }[] = await query('select * from accounts_with_untold_spend($1, $2) t (id)', [
      after,
      ACCOUNTS_PER_ROUND,
    ])
    await Promise.all(due.map(({ id }) => tell(id)))
    after = due.length === ACCOUNTS_PER_ROUND ? (due.at(-1)?.id ?? null) : null
  }
  return false
}

async function tell(accountId: string): Promise<void> {
  try {
    await tenantTransaction(accountId, async (tx) => {
      const alerts = await tx.query<AtPercent>(TAKE_ALERTS, [accountId, now()])
      const trips = await tx.query<Tripped>(TAKE_TRIPS, [accountId, now()])
      const [account] = await tx.query<{ name: string }>('select name from accounts where id = $1', [accountId])
      const name = account?.name ?? ''
      const letters = [...trips.map((one) => tripLetter(name, one)), ...alerts.map((one) => limitLetter(name, one))]
      const people = letters.length > 0 ? await emailsWhoMay(tx, accountId, 'billing.read') : []
      for (const letter of letters) for (const email of people) await queueMail(tx, email, letter)
    })
  } catch (fault) {
    log.error({ accountId, fault: String(fault) }, 'what was spent could not be told')
  }
}
