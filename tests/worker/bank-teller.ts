/**
 * A process that moves money by the product's verbs, several things at once, until it is killed. What it was told goes to its output,
 * line by line, the moment it was told: that is all the client knows.
 */
import { randomBytes } from 'node:crypto'
import { systemScope } from '#domain/access/system-scope.ts'
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { refundCharge } from '#domain/ledger/refund-charge.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { isPassing } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { randomOf } from '#tests/support/random.ts'
import { answer, bring, claim, inbound, outcome } from '#tests/support/road.ts'

type Customer = { accountId: string; from: string }
export type Told = { kind: 'accepted' | 'given' | 'refunded'; what: string } | { kind: 'fault'; what: string }

const AT_ONCE = 4
const PASSING = ['insufficient_funds', 'spend_limit_reached', 'unavailable', 'unconfirmed', 'idempotency_running']
const [seed = '0', customers = '[]'] = process.argv.slice(2)
const random = randomOf(Number(seed))
const accounts = (JSON.parse(customers) as Customer[]).map(
  ({ accountId, from }) => ({ scope: systemScope(accountId, 'Teller'), from, numbers: [from] }) as TestAccount,
)
const settled: { account: TestAccount; messageId: string }[] = []

function tell(told: Told): void {
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

const name = () => randomBytes(12).toString('hex')

async function send(account: TestAccount): Promise<void> {
  const body = random() < 0.3 ? 'a'.repeat(200) : 'hello'
  const input = parseSendInput({ from: account.from, to: '+14165550123', body })
  const idempotencyKey = name()
  // The line may be cut after the commit: the same key asks again until it is told.
  for (let tries = 0; tries < 50; tries += 1) {
    const accepted = await acceptMessage(account.scope, input, { idempotencyKey }).catch(letPass)
    if (accepted) return tell({ kind: 'accepted', what: accepted.id })
  }
}

async function work(account: TestAccount): Promise<void> {
  const claimed = await claim(account, 5)
  await answer(account, claimed, () =>
    random() < 0.7 ? outcome.accepted(name()) : random() < 0.6 ? outcome.rejected() : outcome.uncertain(),
  )
  settled.push(...claimed.map(({ id: messageId }) => ({ account, messageId })))
}

async function refund(): Promise<void> {
  const one = settled[Math.floor(random() * settled.length)]
  if (!one) return
  const reason = name()
  const amountNanos = random() < 0.5 ? null : PART_NANOS / 3n
  const { messageId } = one
  await refundCharge(one.account.scope, { messageId }, { amountNanos, reason })
  tell({ kind: 'refunded', what: reason })
}

async function give(account: TestAccount): Promise<void> {
  const reason = name()
  await adjustBalance(account.scope, { amountNanos: BigInt(Math.floor(random() * 40) - 15) * PART_NANOS, reason })
  tell({ kind: 'given', what: reason })
}

/** What is said no to, and what a cut line does; all else is told as a fault. */
function letPass(fault: unknown): null {
  const isRefused = fault instanceof RangeError || (fault instanceof Refusal && PASSING.includes(fault.code))
  const isCut = !(fault instanceof Refusal) && !(fault instanceof TypeError) && isPassing(fault)
  if (!isRefused && !isCut) tell({ kind: 'fault', what: String(fault instanceof Error ? fault.stack : fault) })
  return null
}

async function act(): Promise<unknown> {
  const account = accounts[Math.floor(random() * accounts.length)]
  const dice = random()
  if (!account) return
  if (dice < 0.45) return send(account)
  if (dice < 0.7) return work(account)
  if (dice < 0.85) return refund()
  if (dice < 0.95) return give(account)
  return dice < 0.98 ? bring(inbound(account)) : sweepMessages(account.scope.accountId)
}

await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (;;) await act().catch(letPass)
  }),
)
