/** `npm run account`: an operator makes an account with its owner, a key, numbers and a balance. Secrets are printed once. */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createAccount } from '#domain/access/create-account.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { readMoney } from '#domain/ledger/read-money.ts'
import { addNumber } from '#domain/numbers/add-number.ts'
import { findNumberOwner } from '#domain/numbers/find-number-owner.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { pool } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'

const USAGE = `npm run account -- --name "Harbor Dental" --email owner@example.com [--number +12065550142 …] [--credit 25.00] [--zone America/New_York]`

try {
  await create(readOptions())
} catch (fault) {
  console.error(`✗ ${sentence(fault)}\n\n  ${USAGE}`)
  process.exitCode = 1
} finally {
  await pool.end()
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      email: { type: 'string' },
      number: { type: 'string', multiple: true, default: [] },
      credit: { type: 'string', default: '0' },
      zone: { type: 'string', default: 'America/Los_Angeles' },
    },
  })
  const { name, email, zone } = values
  if (!name || !email) throw new Error('An account needs a --name and the --email of its owner.')
  const credit = readMoney(values.credit)
  if ('problem' in credit) throw new Error(credit.problem)
  const numbers = values.number.map((written) => {
    const parsed = parseNumber(written)
    if (!parsed.ok) throw new Error(`${written} is no North American number, such as +12065550142.`)
    return parsed.e164
  })
  return { name, email, zone, creditNanos: credit.nanos, numbers }
}

async function create({ name, email, zone, creditNanos, numbers }: ReturnType<typeof readOptions>): Promise<void> {
  for (const e164 of numbers) {
    if (await findNumberOwner(e164)) throw new Error(`${e164} belongs to an account already.`)
  }
  const password = randomBytes(12).toString('base64url')
  const scope = await createAccount({ name, timeZone: zone, owner: { email, name: email, password } })
  const key = await createKey(scope, { name: 'First key' })
  for (const e164 of numbers) await addNumber(scope, { e164 })
  if (creditNanos > 0n) await creditAccount(scope, { amountNanos: creditNanos, reason: 'credited by the operator' })
  console.log(`Account      ${name}
Sign in      ${email}  ·  ${password}
Access key   ${key.accessKey}
Secret       ${key.secret}   (shown once)
Numbers      ${numbers.join(', ') || 'none'}
Balance      ${formatNanos(creditNanos, 2)}`)
}

function sentence(fault: unknown): string {
  if (fault instanceof Refusal && fault.fields) return Object.values(fault.fields).flat().join(' ')
  return fault instanceof Error ? fault.message : String(fault)
}
