/** `npm run keys`: an operator lists, makes, rotates and revokes the API keys of an account. Secrets are printed once. */
import { parseArgs } from 'node:util'
import type { Scope } from '#domain/access/scope.ts'
import { systemScope } from '#domain/access/system-scope.ts'
import { createKey, type NewKey } from '#domain/keys/create-key.ts'
import { endGrace } from '#domain/keys/end-grace.ts'
import { extendGrace } from '#domain/keys/extend-grace.ts'
import { type Grace, isGraceName } from '#domain/keys/grace.ts'
import { stateOf } from '#domain/keys/key-state.ts'
import { type KeySummary, listKeys } from '#domain/keys/list-keys.ts'
import { revokeKey } from '#domain/keys/revoke-key.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { chooseCommand, runCommand } from './run-command.ts'

const USAGE = `npm run keys -- list   --account owner@example.com
  npm run keys -- create --account owner@example.com --name "Reminders" [--scope messages.send …] [--number +12065550142 …]
                         [--address 203.0.113.0/24 …] [--expires 2027-03-31T00:00:00Z] [--test]
  npm run keys -- rotate --key 20457381 --grace now|1h|24h|7d|2027-03-31T00:00:00Z
  npm run keys -- extend --key 20457381 --grace 1h|24h|7d|2027-03-31T00:00:00Z
  npm run keys -- end    --key 20457381
  npm run keys -- revoke --key 20457381

  --account is the e-mail of an owner, or an access key of the account; --key is an access key. What is done is in the
  account's audit log, as done by the operator.`

type Options = ReturnType<typeof readOptions>['values']

const COMMANDS: Record<string, (options: Options) => Promise<string>> = {
  list: async (options) => {
    const keys = await listKeys(await accountOf(options))
    return keys.length > 0 ? keys.map(line).join('\n') : 'This account has no keys.'
  },
  create: async (options) => {
    if (!options.name) throw new Error('A key needs a --name.')
    const key = await createKey(await accountOf(options), {
      name: options.name,
      mode: options.test ? 'test' : 'live',
      ...(options.scope ? { scopes: options.scope } : {}),
      numbers: options.number ?? null,
      addresses: options.address ?? [],
      expiresAt: options.expires ? moment(options.expires) : null,
    })
    return told(key)
  },
  rotate: async (options) => {
    const { scope, key } = await keyOf(options)
    return told(await rotateKey(scope, { id: key.id, oldDiesAt: graceOf(options) }))
  },
  extend: async (options) => {
    const { scope, key } = await keyOf(options)
    await extendGrace(scope, { id: key.id, until: graceOf(options) })
    return line((await keyOf(options)).key)
  },
  end: async (options) => {
    const { scope, key } = await keyOf(options)
    await endGrace(scope, { id: key.id })
    return line((await keyOf(options)).key)
  },
  revoke: async (options) => {
    const { scope, key } = await keyOf(options)
    await revokeKey(scope, { id: key.id, typedName: key.name })
    return line((await keyOf(options)).key)
  },
}

await runCommand(USAGE, () => {
  const { values, positionals } = readOptions()
  return chooseCommand(COMMANDS, positionals.length === 1 ? positionals[0] : '')(values)
})

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      account: { type: 'string' },
      key: { type: 'string' },
      name: { type: 'string' },
      scope: { type: 'string', multiple: true },
      number: { type: 'string', multiple: true },
      address: { type: 'string', multiple: true },
      expires: { type: 'string' },
      grace: { type: 'string' },
      test: { type: 'boolean' },
    },
  })
}

async function accountOf({ account }: Options): Promise<Scope> {
  if (!account) throw new Error('Which account? Say --account with an owner’s e-mail or an access key.')
  const rows = await query<{ account_id: string }>(
    account.includes('@')
      ? `select m.account_id from memberships m join people p on p.id = m.person_id where p.email = $1 and m.role = 'owner'`
      : 'select account_id from access_keys where access_key = $1',
    [account.trim().toLowerCase()],
  )
  const [found, another] = rows
  if (!found) throw new Error(`There is no account by ${account}.`)
  if (another) throw new Error(`${account} owns several accounts. Name the account by one of its access keys.`)
  return systemScope(found.account_id, 'operator', 'command line')
}

async function keyOf({ key: accessKey }: Options): Promise<{ scope: Scope; key: KeySummary }> {
  if (!accessKey) throw new Error('Which key? Say --key with its access key.')
  const scope = await accountOf({ account: accessKey })
  const key = (await listKeys(scope)).find((one) => one.accessKey === accessKey)
  if (!key) throw new Error(`There is no key ${accessKey}.`)
  return { scope, key }
}

function graceOf({ grace }: Options): Grace {
  if (!grace) throw new Error('When does the old secret die? Say --grace.')
  return isGraceName(grace) ? grace : moment(grace)
}

function moment(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new Error(`${text} is no time, such as 2027-03-31T00:00:00Z.`)
  return at
}

function told({ accessKey, secret }: NewKey): string {
  return `Access key   ${accessKey}\nSecret       ${secret}   (shown once)`
}

function line(key: KeySummary): string {
  const state = stateOf(key, now())
  const until = state === 'rotating' ? ` (old until ${key.previousUntil?.toISOString()})` : ''
  const used = key.lastUse ? `used ${key.lastUse.at.toISOString()} from ${key.lastUse.address}` : 'not used in 35 days'
  return `${key.accessKey}  …${key.secretLast4}  ${key.mode}  ${state}${until}  ${used}  ${key.name}`
}
