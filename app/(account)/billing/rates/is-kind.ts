import type { NumberKind } from '#domain/numbers/nanp.ts'

export function isKind(text: string): text is NumberKind {
  return text === 'longcode' || text === 'toll_free'
}
