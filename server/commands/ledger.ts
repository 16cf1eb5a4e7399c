/** `npm run ledger`: an operator verifies books, and corrects what an account has, with a reason. */
import { parseArgs } from 'node:util'
import { findAccounts } from '#domain/access/find-accounts.ts'
import { systemScope } from '#domain/access/system-scope.ts'
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { type BooksVerdict, booksFaultSentence } from '#domain/ledger/books-fault.ts'
import { checkAccount } from '#domain/ledger/check-books.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { readMoney } from '#domain/ledger/read-money.ts'
import { readStripeTrouble } from '#domain/payments/read-stripe-trouble.ts'
import { chooseCommand, runCommand } from './run-command.ts'
import { tellStripe } from './tell-stripe.ts'

const USAGE = `npm run ledger -- verify [--account owner@example.com]
  npm run ledger -- stripe
  npm run ledger -- adjust --account owner@example.com --amount 25.00 --reason "credit for the outage of 3 November"

  stripe tells what Stripe's web hook brought and was refused, what was not signed, and what accounts owe after refunds and disputes.
  --account is the e-mail of an owner, or an account's id. A negative amount takes away
  (--amount=-4.50, in one word); it is refused where it would take more than there is. What is done is in the account's audit log, as done by the operator.`

type Options = ReturnType<typeof readOptions>['values']

const COMMANDS: Record<string, (options: Options) => Promise<string>> = {
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
  adjust: async ({ account, amount, reason }) => {
    if (!account || !amount || !reason) throw new Error('An adjustment needs --account, --amount and --reason.')
    const accounts = await findAccounts(account)
    const [one] = accounts
    if (!one || accounts.length > 1)
      throw new Error(
        one
          ? `${account} owns ${accounts.length} accounts: give the id of one.`
          : `No account has the owner or id ${account}.`,
      )
    const read = readMoney(amount, { signed: true })
    if ('problem' in read) throw new Error(read.problem)
    const amountNanos = read.nanos
    const scope = systemScope(one.id, 'Operator', 'npm run ledger')
    await adjustBalance(scope, { amountNanos, reason })
    return `${one.name}: ${formatNanos(amountNanos, 9)} adjusted. Available now: ${formatNanos((await readBalance(scope)).availableNanos, 9)}`
  },
}

const { values, positionals } = readOptions()
await runCommand(USAGE, () => chooseCommand(COMMANDS, positionals[0])(values))

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: { account: { type: 'string' }, amount: { type: 'string' }, reason: { type: 'string' } },
  })
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
