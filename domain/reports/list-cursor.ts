/** A place in a filtered list, opaque to who holds it: it is of one account and of one question, and of no use for another. */
import { createHash } from 'node:crypto'
import type { Scope } from '#domain/access/scope.ts'
import { fromMessageRef, toMessageRef } from '#lib/ids.ts'
import { readSigned, sign } from '#lib/seal.ts'

export function writeListCursor(scope: Scope, question: string, id: string): string {
  return sign(purposeOf(scope, question), toMessageRef(id).slice('mdr2-'.length))
}

/** The id; null when the cursor is none, was made for another account or for another question, or was changed. */
export function readListCursor(scope: Scope, question: string, cursor: string): string | null {
  const hex = readSigned(purposeOf(scope, question), cursor)
  return hex === null ? null : fromMessageRef(`mdr2-${hex}`)
}

function purposeOf({ accountId }: Scope, question: string): string {
  return `list cursor ${createHash('sha256').update(`${accountId} ${question}`).digest('hex')}`
}
