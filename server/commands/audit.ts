/** `npm run audit -- verify`: an operator verifies the audit log of one account or of all. Exits with 1 when one is broken. */
import { parseArgs } from 'node:util'
import { findAccounts } from '#domain/access/find-accounts.ts'
import { systemScope } from '#domain/access/system-scope.ts'
import { faultSentence, type Verdict } from '#domain/audit/chain-fault.ts'
import { verifyAudit } from '#domain/audit/verify-audit.ts'
import { pool } from '#lib/db.ts'

const USAGE = 'npm run audit -- verify [--account <owner’s e-mail, or account id>]'

try {
  await verify(readOptions())
} catch (fault) {
  console.error(`✗ ${fault instanceof Error ? fault.message : String(fault)}\n\n  ${USAGE}`)
  process.exitCode = 1
} finally {
  await pool.end()
}

function readOptions(): string | null {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { account: { type: 'string' } } })
  if (positionals.length !== 1 || positionals[0] !== 'verify') throw new Error('What to do with the audit log: verify.')
  return values.account?.trim() || null
}

async function verify(who: string | null): Promise<void> {
  const accounts = await findAccounts(who)
  if (accounts.length === 0)
    throw new Error(who ? `No account has the owner or id ${who}.` : 'There is no account yet.')
  for (const { id, name } of accounts) {
    const verdict = await verifyAudit(systemScope(id, 'Command line', 'npm run audit'))
    console.log(told(name, id, verdict))
    if (!verdict.whole) process.exitCode = 1
  }
}

function told(name: string, id: string, verdict: Verdict): string {
  const { whole, rows, head } = verdict
  const what = `${name}  (${id}): ${rows} ${rows === 1 ? 'row' : 'rows'}`
  if (whole) return `✓ ${what}, whole${head ? `. It ends with row ${head.seq}, hash ${head.hash}` : ''}`
  const faults = verdict.faults.map((fault) => `    ${faultSentence(fault)}`)
  return [
    `✗ ${what}, broken`,
    ...faults,
    ...(verdict.more ? ['    More rows are broken than are named here.'] : []),
  ].join('\n')
}
