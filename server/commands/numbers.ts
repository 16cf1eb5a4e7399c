/** `npm run numbers`: an operator fills the stock, counts what is in it, and says what carriers said of a number. */
import { parseArgs } from 'node:util'
import { systemScope } from '#domain/access/system-scope.ts'
import { forgetImports, importStock } from '#domain/inventory/import-stock.ts'
import type { ImportReport } from '#domain/inventory/move-import-in.ts'
import { STOCK_COLUMNS_READ } from '#domain/inventory/stock-row.ts'
import { findNumberOwner } from '#domain/numbers/find-number-owner.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { FILTER_VALUES } from '#domain/numbers/number-filter.ts'
import { setRegistration } from '#domain/numbers/set-registration.ts'
import { pool, query } from '#lib/db.ts'
import { env } from '#lib/env.ts'

const USAGE = `npm run numbers -- import stock.csv    brings numbers for sale in; give it again after a break, and it goes on
  npm run numbers -- forget              forgets files that were broken off
  npm run numbers -- count               how many are for sale, by type and country
  npm run numbers -- register 12065550142 registered   what the carriers said of a number: none, pending or registered
  npm run numbers -- generate [--size 1000000]   fills an empty stock of a development database

  The file is CSV in UTF-8. Its first line names the columns: ${STOCK_COLUMNS_READ.required.join(', ')} must be there;
  ${STOCK_COLUMNS_READ.optional.join(', ')} may be. Prices are dollars. Ends with 0 when every row came in, 2 when some did not, 1 when nothing did.`

const SHOWN_FAULTS = 50

type Command = (files: string[], options: { size?: string | undefined }) => Promise<void>
const COMMANDS: Record<string, Command> = {
  import: async ([file]) => {
    if (!file) throw new Error('Which file? Name it after “import”.')
    const report = await importStock(file, (rows) => {
      if (rows % 100_000 === 0) console.error(`  ${rows.toLocaleString('en-US')} rows read`)
    })
    console.log(told(report))
    if (report.added < report.read) process.exitCode = 2
  },
  forget: async () => console.log(`Forgot ${await forgetImports()} unfinished imports.`),
  count: async () => {
    const rows = await query<{ kind: string; country: string | null; n: bigint }>(
      'select kind, country, count(*) as n from inventory group by kind, country order by n desc',
    )
    const total = rows.reduce((sum, { n }) => sum + n, 0n)
    const lines = rows.map(({ kind, country, n }) => `${n.toLocaleString('en-US').padStart(12)}  ${country ?? kind}`)
    console.log([...lines, `${total.toLocaleString('en-US').padStart(12)}  in all`].join('\n'))
  },
  register: async ([written = '', state]) => {
    const registration = FILTER_VALUES.registration.find((one) => one === state)
    if (!registration) throw new Error(`Say one of ${FILTER_VALUES.registration.join(', ')} after the number.`)
    const number = parseNumber(written)
    const accountId = number.ok ? await findNumberOwner(number.e164) : null
    if (!number.ok || !accountId) throw new Error(`No account has ${written || 'a number that is not named'}.`)
    await setRegistration(systemScope(accountId, 'Operator'), { e164: number.e164, registration })
    console.log(`${number.e164} is ${registration === 'none' ? 'not registered' : registration} now.`)
  },
  generate: async (_, { size = '1000000' }) => {
    if (env.mode === 'production') throw new Error('A production stock is imported, never made up.')
    if (!/^[1-9]\d{0,6}$/.test(size) || Number(size) > 1_000_000) throw new Error('--size is at most 1000000.')
    const { seedStock } = await import('#prisma/seed/stock.ts')
    const made = await seedStock(Number(size))
    if (made === 0) throw new Error('There is stock already; nothing was made.')
    console.log(`Made ${made.toLocaleString('en-US')} numbers.`)
  },
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { size: { type: 'string' } } })
  const [name = '', ...files] = positionals
  const command = COMMANDS[name]
  if (!command || files.length > (name === 'register' ? 2 : 1))
    throw new Error(`Say one of: ${Object.keys(COMMANDS).join(', ')}.\n\n  ${USAGE}`)
  await command(files, values)
} catch (fault) {
  console.error(`✗ ${fault instanceof Error ? fault.message : String(fault)}`)
  process.exitCode = 1
} finally {
  await pool.end()
}

function told({ isResumed, read, added, bad, twice, leftOut, faults }: ImportReport): string {
  const number = (count: number) => count.toLocaleString('en-US').padStart(12)
  const shown = faults.slice(0, SHOWN_FAULTS).map(({ line, problem }) => `  line ${line}: ${problem}`)
  const rest = bad + twice + leftOut - shown.length
  return [
    ...(isResumed ? ['Went on where it was broken off.'] : []),
    `${number(read)}  rows read`,
    `${number(added)}  numbers added`,
    `${number(bad)}  rows that cannot be read`,
    `${number(twice)}  rows whose number stands in the file twice`,
    `${number(leftOut)}  numbers that are in stock or owned already`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest.toLocaleString('en-US')} more`] : []),
  ].join('\n')
}
