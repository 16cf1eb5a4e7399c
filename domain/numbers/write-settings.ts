/** A change to one number of the account, of any of its settings. What is not named stays. */
import type { Scope } from '#domain/access/scope.ts'
import { reachesNumber } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { MAX_TAGS, tooManyTags } from './number-settings.ts'

export type SettingsChange = {
  /** Null removes it. */
  alias?: string | null
  /** All of them, in place of those it has. */
  tags?: string[]
  addTags?: string[]
  removeTags?: string[]
}

type Settings = { alias: string | null; tags: string[] }

/** A step: name and tags of a number, and the row in the audit log. False: it was so already. Throws `not_found`. */
export async function writeSettings(tx: Tx, scope: Scope, e164: string, change: SettingsChange): Promise<boolean> {
  if (!reachesNumber(scope, e164)) throw new Refusal('not_found')
  const [before] = await tx.query<Settings>(
    'select alias, tags from numbers where account_id = $1 and e164 = $2 for update',
    [scope.accountId, e164],
  )
  if (!before) throw new Refusal('not_found')
  const after = settingsAfter(before, change)
  if (after.tags.length > MAX_TAGS) throw tooManyTags()
  const changed = changedOf(before, after)
  if (changed.length === 0) return false
  await tx.query('update numbers set alias = $3, tags = $4 where account_id = $1 and e164 = $2', [
    scope.accountId,
    e164,
    after.alias,
    after.tags,
  ])
  const only = (settings: Settings) => Object.fromEntries(changed.map((name) => [name, settings[name]]))
  await appendAudit(tx, scope, { action: 'number.changed', object: e164, before: only(before), after: only(after) })
  return true
}

function settingsAfter(
  before: Settings,
  { alias = before.alias, tags = before.tags, addTags = [], removeTags = [] }: SettingsChange,
): Settings {
  const kept = tags.filter((tag) => !removeTags.includes(tag))
  return { alias, tags: [...new Set([...kept, ...addTags])].sort() }
}

function changedOf(before: Settings, after: Settings): (keyof Settings)[] {
  const names = ['alias', 'tags'] as const
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}
