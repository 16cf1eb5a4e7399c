/** An account that lived through a month so far: something of everything that stands on a bill. */
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { makeAccount, type TestAccount, takeNumbers } from './account.ts'
import { accept, acceptAndSend, answer, bring, claim, inbound, outcome } from './road.ts'
import { putInStock } from './stock.ts'

/** Of now, where test accounts are. */
export const THIS_MONTH = dayOf(now(), 'America/Los_Angeles').slice(0, 7)

/** One of each: sent, refused by the carrier, still on its way, received; a number bought; money taken back with a reason. */
export async function lived(): Promise<TestAccount> {
  const account = await makeAccount({ nanos: 10_000_000_000n })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  await acceptAndSend(account, { body: 'a'.repeat(200) })
  await accept(account)
  await answer(account, await claim(account), () => outcome.rejected())
  await accept(account)
  await bring(inbound(account))
  const [number = ''] = takeNumbers('longcode', 1)
  await putInStock([number])
  await buyNumber(account.scope, number)
  await adjustBalance(account.scope, { amountNanos: -1n, reason: '=a formula, "quoted"' })
  return account
}
