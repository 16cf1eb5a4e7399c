import { type AuditView, auditHref } from '#components/audit/audit-view.ts'
import { FILTER_NAMES, readFilter } from '#domain/audit/audit-filter.ts'

type Given = Record<string, string | string[] | undefined>

export function readView(given: Given): AuditView {
  const seq = (name: string) => {
    const value = given[name]
    return typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null
  }
  const before = seq('before')
  return { filter: readFilter(given), before, after: before === null ? seq('after') : null, open: seq('open') }
}

/** A plain form sends its empty fields too. The address that says the same without them; null where it is that already. */
export function cleanHref(given: Given, view: AuditView): string | null {
  return FILTER_NAMES.some((name) => given[name] === '') ? auditHref(view) : null
}
