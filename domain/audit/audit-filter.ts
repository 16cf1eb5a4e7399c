/** Which rows of an audit log somebody wants to see. The page's address and the export's are read by the same rules. */

export type AuditFilter = {
  actor: string
  /** An action (`key.rotated`), or all of a noun's (`key`). */
  event: string
  /** A part of the object's name is enough. */
  object: string
  /** Days in `zone`, `2026-11-24`, both included. */
  from: string
  to: string
}

export const FILTER_NAMES = ['actor', 'event', 'object', 'from', 'to'] as const satisfies (keyof AuditFilter)[]
const LONGEST = 200

/** What cannot be meant (a day that is none, a text too long) filters nothing, rather than everything away. */
export function readFilter(given: Record<string, string | string[] | null | undefined>): AuditFilter {
  const text = (name: keyof AuditFilter) => {
    const value = given[name]
    return typeof value === 'string' && value.length <= LONGEST ? value.replaceAll('\0', '').trim() : ''
  }
  return {
    actor: text('actor'),
    event: text('event'),
    object: text('object'),
    from: day(text('from')),
    to: day(text('to')),
  }
}

export function isFiltered(filter: AuditFilter): boolean {
  return FILTER_NAMES.some((name) => filter[name] !== '')
}

function day(text: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  // JavaScript makes March 2 of February 30; PostgreSQL would refuse it.
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && at.getUTCFullYear() >= 1970
    ? text
    : ''
}
