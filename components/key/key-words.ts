/** The words of keys, where the table of scopes has no room for its own. */
import type { KeyScope } from '#domain/access/key-scopes.ts'

const SHORT: Record<KeyScope, string> = {
  'messages.send': 'Send',
  'messages.read': 'Read',
  'numbers.read': 'Numbers',
  'numbers.manage': 'Routing',
  'billing.read': 'Billing',
}

/** `Send, Read, Routing`: who changes numbers sees them as well. */
export function scopesInShort(scopes: readonly KeyScope[]): string {
  const shown = scopes.filter((one) => one !== 'numbers.read' || !scopes.includes('numbers.manage'))
  return shown.map((one) => SHORT[one]).join(', ')
}

/** `5 minutes`, `1 hour`, `24 hours`, `7 days`: of whole spans. */
export function spanOf(minutes: number): string {
  const [count, unit] =
    minutes % 1440 === 0 && minutes > 1440
      ? [minutes / 1440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
