/**
 * The monthly charges of one account, in the caller's transaction: money, state, audit row and letters together. The balance is locked
 * first, so however many workers there are, the second finds everything done; a unique index of the ledger stands behind it.
 */
import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type NewPosting, postEntries } from '#domain/ledger/post-entries.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { ChargeNews, ToldNumber } from './charge-letters.ts'
import { type ChargedNumber, type ChargeStep, chargeStep } from './charge-step.ts'
import { forewarn } from './forewarn.ts'
import { type News, tellCharges } from './tell-charges.ts'

/** In one transaction; the account's messages wait for it. */
const AT_ONCE = 200
/** When money comes, what is owed is paid now, up to this many numbers; the worker goes on with the rest. */
const AT_ONCE_OWED = 5_000

const DUE = {
  name: 'charges_due',
  text: `
    select e164, monthly_nanos as "monthlyNanos", charges_from as "chargesFrom", next_charge_at as "nextChargeAt",
      arrears_since as "arrearsSince", reminded_at as "remindedAt", suspended_at as "suspendedAt"
    from numbers
    where account_id = $1 and released_at is null and case when $3 then arrears_since is not null else charge_look_at <= $2 end
    order by coalesce(arrears_since, next_charge_at), e164 limit $4 for update skip locked`,
}

/** `what`: everything that is due now; or, when money has come, what is owed. Returns whether there may be more. */
export async function collectCharges(tx: Tx, accountId: string, what: 'due' | 'owed'): Promise<boolean> {
  const at = now()
  const atOnce = what === 'owed' ? AT_ONCE_OWED : AT_ONCE
  let funds = await lockBalance(tx, accountId)
  const numbers = await tx.query<ChargedNumber>(DUE, [accountId, at, what === 'owed', atOnce])
  const postings: NewPosting[] = []
  const news: News = new Map()
  for (const number of numbers) {
    const step = chargeStep(number, funds, at)
    if (step.kind === 'paid') {
      postings.push(...monthsOf(number, step.months))
      funds -= number.monthlyNanos * BigInt(step.months.length)
    }
    await write(tx, accountId, number, step, at)
    note(news, number, step)
  }
  await postEntries(tx, accountId, postings)
  if (what === 'due') await forewarn(tx, accountId, { funds, at, news })
  await tellCharges(tx, accountId, news, funds)
  return numbers.length === atOnce
}

function monthsOf({ e164: number, monthlyNanos: amountNanos }: ChargedNumber, months: readonly Date[]): NewPosting[] {
  return months.map((periodFrom) => ({ kind: 'monthly', amountNanos, number, periodFrom, reason: 'month of a number' }))
}

function note(news: News, number: ChargedNumber, step: ChargeStep): void {
  const { e164, monthlyNanos, nextChargeAt: day } = number
  const tell = (kind: ChargeNews, nanos: bigint) => {
    const told: ToldNumber = { e164, nanos, day }
    news.set(kind, [...(news.get(kind) ?? []), told])
  }
  if (step.kind === 'paid' && number.arrearsSince) tell('paid', monthlyNanos * BigInt(step.months.length))
  if (step.kind === 'warned' || step.kind === 'reminded' || step.kind === 'suspended') tell(step.kind, step.owedNanos)
}

const PAID = `
  update numbers set next_charge_at = $3, charge_look_at = $4, arrears_since = null, reminded_at = null, suspended_at = null,
    messaging_state = case when messaging_state = 'suspended' then 'enabled' else messaging_state end
  where account_id = $1 and e164 = $2`

const UNPAID = `
  update numbers set charge_look_at = $4,
    arrears_since = case when $3 = 'warned' then $5 else arrears_since end,
    reminded_at = case when $3 = 'reminded' then $5 else reminded_at end,
    suspended_at = case when $3 = 'suspended' then $5 else suspended_at end,
    messaging_state = case when $3 = 'suspended' then 'suspended' else messaging_state end
  where account_id = $1 and e164 = $2`

async function write(tx: Tx, accountId: string, number: ChargedNumber, step: ChargeStep, at: Date): Promise<void> {
  const key = [accountId, number.e164]
  if (step.kind === 'paid') await tx.query(PAID, [...key, step.nextChargeAt, step.lookAt])
  else await tx.query(UNPAID, [...key, step.kind, step.lookAt, at])
  const isSuspended = step.kind === 'suspended'
  const isEnabledAgain = step.kind === 'paid' && number.suspendedAt !== null
  if (!isSuspended && !isEnabledAgain) return
  const [was, is] = isSuspended ? ['enabled', 'suspended'] : ['suspended', 'enabled']
  await appendAudit(tx, systemScope(accountId, 'Monthly charges'), {
    action: isSuspended ? 'number.suspended' : 'number.enabled_again',
    object: number.e164,
    before: { messaging_state: was },
    after: { messaging_state: is },
  })
}
