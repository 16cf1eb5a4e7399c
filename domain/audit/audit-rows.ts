/** The shapes the portal shows of the audit log. Types and nothing else, so that pages and components may lean on them. */
import type { Actor } from '#domain/access/scope.ts'

export type Fields = Record<string, unknown>

/** What was done, as every sentence about it needs it. */
export type Change = { at: string; action: string; object: string; before: Fields | null; after: Fields | null }

/** Writes an ISO moment in the reader's zone. */
export type WriteMoment = (at: string) => string

export type AuditRow = Change & {
  seq: number
  actor: { kind: Actor['kind']; id: string; name: string }
  /** As what they acted: a person's role, a key's mode. Null where nobody noted it. */
  role: string | null
  address: string | null
  agent: string | null
}

/** The end of an account's chain. Whoever keeps its hash elsewhere can tell later whether the chain was rewritten. */
export type Head = { seq: number; hash: string }

export type AuditDetail = AuditRow & {
  previousHash: string
  hash: string
  /** Whether its hash is made of what it says and of the row before it. `verifyAudit` asks this of every row. */
  fits: boolean
}

export type AuditPage = {
  rows: AuditRow[]
  /** Pass as `before` for older rows, as `after` for newer ones; null where there are none. */
  older: number | null
  newer: number | null
  /** How many match, counted to `COUNT_LIMIT` and no further. */
  count: number
}

export const COUNT_LIMIT = 10_000
