/** The shapes the portal shows of refused calls. Types and what reads an address, so that client components may lean on them. */
import { isId } from '#lib/ids.ts'

export type RefusedCall = {
  /** The request's id, as it was answered. */
  id: string
  at: string
  keyId: string
  keyName: string
  method: string
  path: string
  status: number
  code: string
  sentence: string
  from: string
  to: string
  address: string
  agent: string
  idempotencyKey: string
  /** As it came, cut at 2 KB; null when the viewer's role may not see content. */
  body: string | null
  bodyBytes: number
  /** Of the same minute, not listed themselves. */
  moreLikeIt: string
}

export type RefusedPage = { rows: RefusedCall[]; olderThan: string | null }

export const REFUSED_RANGES = ['1h', '24h', '7d', '30d'] as const
export type RefusedFilter = { range: (typeof REFUSED_RANGES)[number]; code: string; key: string }

type Given = Record<string, string | string[] | undefined>

export function readRefusedFilter(given: Given): RefusedFilter {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
  return {
    range: REFUSED_RANGES.find((range) => range === text('range')) ?? '7d',
    code: /^[a-z_]{1,64}$/.test(text('code')) ? text('code') : '',
    key: isId(text('key')) ? text('key') : '',
  }
}

/** What was not decided may have happened: only for these it is not known that nothing was charged. */
export function isUndecided(code: string): boolean {
  return code === 'unconfirmed' || code === 'fault'
}
