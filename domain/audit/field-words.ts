/** What was before and after, as fields that people read. */
import { formatNanos } from '#domain/ledger/money.ts'
import type { Change, WriteMoment } from './audit-rows.ts'

export type ReadField = { name: string; before: string | null; after: string | null; changed: boolean }

const WORDS: Record<string, string> = {
  url: 'URL',
  amountNanos: 'Amount',
  expires_at: 'Expiry',
  revoked_at: 'Revoked',
  addresses: 'Allowed addresses',
  requireSecondFactor: 'Second factor for everybody',
  require_second_factor: 'Second factor for everybody',
  ssoOnly: 'Single sign-on only',
  sso_only: 'Single sign-on only',
}

/** `old_secret_until` and `oldSecretUntil` → `Old secret until`. */
export function fieldWord(name: string): string {
  if (Object.hasOwn(WORDS, name)) return WORDS[name] ?? name
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Every field of either side, in the order they were noted. */
export function readFields({ before, after }: Pick<Change, 'before' | 'after'>, moment: WriteMoment): ReadField[] {
  return Object.keys({ ...before, ...after }).map((name) => ({
    name: fieldWord(name),
    before: written(before, name, moment),
    after: written(after, name, moment),
    changed: JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
  }))
}

function written(side: Change['before'], name: string, moment: WriteMoment): string | null {
  return side && Object.hasOwn(side, name) ? write(side[name], name, moment) : null
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

function write(value: unknown, name: string, moment: WriteMoment): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map((one) => write(one, name, moment)).join(', ') || 'none'
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([key, one]) => `${fieldWord(key)}: ${write(one, key, moment)}`)
    return parts.join('; ') || 'none'
  }
  const text = String(value)
  if (/nanos$/i.test(name) && /^-?\d+$/.test(text)) return formatNanos(text)
  return MOMENT.test(text) ? moment(text) : text
}
