/** `npm run ledger`: an operator verifies books, and corrects what an account has, with a reason. */
import { parseArgs } from 'node:util'
import { findAccounts } from '#domain/access/find-accounts.ts'
import type { Scope } from '#domain/access/scope.ts'
import { systemScope } from '#domain/access/system-scope.ts'
import { checkBill } from '#domain/billing/check-bill.ts'
import { isRightBill } from '#domain/billing/is-right-bill.ts'
import { readBill } from '#domain/billing/read-bill.ts'
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { type BooksVerdict, booksFaultSentence } from '#domain/ledger/books-fault.ts'
import { checkAccount } from '#domain/ledger/check-books.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { readMoney } from '#domain/ledger/read-money.ts'
import { type Charged, refundCharge } from '#domain/ledger/refund-charge.ts'
import { type Reversal, type Reversed, reversePosting } from '#domain/ledger/reverse-posting.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { readStripeTrouble } from '#domain/payments/read-stripe-trouble.ts'
import { fromMessageRef, isId } from '#lib/ids.ts'
import { chooseCommand, runCommand } from './run-command.ts'
import { tellBill, tellVerdict } from './tell-bill.ts'
import { tellStripe } from './tell-stripe.ts'

const USAGE = `npm run ledger -- verify [--account owner@example.com]
  npm run ledger -- stripe
  npm run ledger -- bill 2026-11 --account owner@example.com [--check]
  npm run ledger -- adjust --account owner@example.com --amount 25.00 --reason "credit for the outage of 3 November"
  npm run ledger -- refund mdr2-… --account owner@example.com [--amount 0.002] --reason "sent twice by us"
  npm run ledger -- refund +12065550142 --account owner@example.com [--month 2026-11-03] --reason "it was suspended by mistake"
  npm run ledger -- reverse POSTING --account owner@example.com [--amount 5.00] --reason "credited to the wrong account"

  bill prints the statement of a month; with --check every line is recomputed from its messages, and what differs is named (exit code 1).
  stripe tells what Stripe's web hook brought and was refused, what was not signed, and what accounts owe after refunds and disputes.
  --account is the e-mail of an owner, or an account's id. A negative amount takes away
  (--amount=-4.50, in one word); it is refused where it would take more than there is. refund and reverse give back all that is left of an entry, or --amount of it, by
  an entry that names it: never more than it moved. What is the same in account, amount and reason as what was done within the last ten minutes is taken
  for a command that was run twice and is refused, unless --again says that it is meant. What is done is in the account's audit log, as done by the operator.`

type Options = ReturnType<typeof readOptions>['values']

const COMMANDS: Record<string, (options: Options, what?: string) => Promise<string>> = {
  verify: async ({ account }) => {
    const accounts = await findAccounts(account ?? null)
    if (accounts.length === 0)
      throw new Error(account ? `No account has the owner or id ${account}.` : 'There is no account yet.')
    const lines: string[] = []
    for (const { id, name } of accounts) {
      const verdict = await checkAccount(id)
      if (!verdict.whole) process.exitCode = 1
      lines.push(told(name, id, verdict))
    }
    return lines.join('\n')
  },
  stripe: async () => tellStripe(await readStripeTrouble()),
  bill: async ({ account, check }, month) => {
    if (!account || !month) throw new Error('A bill needs its month, such as 2026-11, and --account.')
    const { scope } = await accountOf(account)
    const bill = tellBill(await readBill(scope, month))
    if (!check) return bill
    const verdict = await checkBill(scope, month)
    if (!isRightBill(verdict)) process.exitCode = 1
    return `${bill}\n\n${tellVerdict(verdict)}`
  },
  adjust: async ({ account, amount, reason, again }) => {
    if (!account || !amount || !reason) throw new Error('An adjustment needs --account, --amount and --reason.')
    const { name, scope } = await accountOf(account)
    const amountNanos = amountOf(amount, { signed: true })
    await adjustBalance(scope, { amountNanos, reason, once: !again })
    return `${name}: ${formatNanos(amountNanos, 9)} adjusted. ${await availableNow(scope)}`
  },
  refund: async ({ account, month, ...options }, what) => {
    if (!what || !account || !options.reason)
      throw new Error('A refund needs a message or a number, --account and --reason.')
    const { name, scope } = await accountOf(account)
    const done = await refundCharge(scope, chargedOf(what, month ?? null), reversalOf(options))
    return `${name}: ${toldReversal(done)} ${await availableNow(scope)}`
  },
  reverse: async ({ account, ...options }, posting) => {
    if (!posting || !account || !options.reason)
      throw new Error('A reversal needs the id of a posting, --account and --reason.')
    const { name, scope } = await accountOf(account)
    const done = await reversePosting(scope, posting, reversalOf(options))
    return `${name}: ${toldReversal(done)} ${await availableNow(scope)}`
  },
}

const { values, positionals } = readOptions()
await runCommand(USAGE, () => chooseCommand(COMMANDS, positionals[0])(values, positionals[1]))

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      account: { type: 'string' },
      amount: { type: 'string' },
      reason: { type: 'string' },
      month: { type: 'string' },
      check: { type: 'boolean' },
      again: { type: 'boolean' },
    },
  })
}

async function accountOf(named: string): Promise<{ name: string; scope: Scope }> {
  const accounts = await findAccounts(named)
  const [one] = accounts
  if (!one) throw new Error(`No account has the owner or id ${named}.`)
  if (accounts.length > 1) throw new Error(`${named} owns ${accounts.length} accounts: give the id of one.`)
  return { name: one.name, scope: systemScope(one.id, 'Operator', 'npm run ledger') }
}

function amountOf(amount: string, options?: { signed: boolean }): bigint {
  const read = readMoney(amount, options)
  if ('problem' in read) throw new Error(read.problem)
  return read.nanos
}

function reversalOf({ amount, reason = '', again }: Pick<Options, 'amount' | 'reason' | 'again'>): Reversal {
  return { amountNanos: amount === undefined ? null : amountOf(amount), reason, once: !again }
}

function chargedOf(what: string, month: string | null): Charged {
  const messageId = fromMessageRef(what) ?? (isId(what) ? what : null)
  if (messageId) return { messageId }
  const number = parseNumber(what)
  if (!number.ok) throw new Error(`${what} is neither a message, such as mdr2-…, nor a number, such as +12065550142.`)
  return { number: number.e164, month }
}

function toldReversal({ kind, amountNanos, leftNanos }: Reversed): string {
  const done = kind === 'debit' ? 'taken back' : 'given back'
  return `${formatNanos(amountNanos, 9)} ${done}; ${formatNanos(leftNanos, 9)} of that entry is left.`
}

async function availableNow(scope: Scope): Promise<string> {
  return `Available now: ${formatNanos((await readBalance(scope)).availableNanos, 9)}`
}

function told(name: string, id: string, { whole, postings, faults, more }: BooksVerdict): string {
  const what = `${name}  (${id}): ${postings} ${postings === 1 ? 'posting' : 'postings'}`
  if (whole) return `✓ ${what}, the books are whole`
  return [
    `✗ ${what}, broken`,
    ...faults.map((fault) => `    ${booksFaultSentence(fault)}`),
    ...(more ? ['    There is more.'] : []),
  ].join('\n')
}
