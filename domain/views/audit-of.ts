import { isSameLook, type MessageLook, readLook } from './message-look.ts'
import type { ViewRow } from './view.ts'

/** What the audit log keeps of a shared view. One's own are nobody else's matter. */
export function auditOf({ name, query, columns, density }: Pick<ViewRow, 'name' | 'query' | 'columns' | 'density'>) {
  return { name, filter: query, columns, density }
}

export function isSameView(row: ViewRow, to: { query: string; look: MessageLook }): boolean {
  return row.query === to.query && isSameLook(readLook(row), to.look)
}
