import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type MessageFilter, messageQuery, readMessageFilter } from '#domain/reports/message-filter.ts'
import { type MessageLook, readLook } from './message-look.ts'

export const MOST_OWN_VIEWS = 50
export const MOST_SHARED_VIEWS = 100

/** A view of the message log as its reader may see it. */
export type SavedView = {
  id: string
  name: string
  isShared: boolean
  /** Who made it; for shared ones. */
  madeBy: string
  filter: MessageFilter
  /** It searches the content, which this reader may not: the rest of the filter applies. */
  isTextLeftOut: boolean
  look: MessageLook
  mayChange: boolean
}

export const VIEW_COLUMNS = 'id, owner_id, made_by_id, made_by, name, query, columns, density'

export type ViewRow = {
  id: string
  owner_id: string | null
  made_by_id: string
  made_by: string
  name: string
  query: string
  columns: string[]
  density: string
}

export function toView(scope: Scope, row: ViewRow): SavedView {
  const stored = filterOf(row.query)
  const filter = shownFilter(scope, stored)
  return {
    id: row.id,
    name: row.name,
    isShared: row.owner_id === null,
    madeBy: row.made_by,
    filter,
    isTextLeftOut: filter.text !== stored.text,
    look: readLook(row),
    mayChange: mayChange(scope, row),
  }
}

export function filterOf(query: string): MessageFilter {
  return readMessageFilter(Object.fromEntries(new URLSearchParams(query)))
}

/** Whoever may not see content may not search it either, nor see the words that others look for. */
export function shownFilter(scope: Scope, filter: MessageFilter): MessageFilter {
  return may(scope, 'messages.content') ? filter : { ...filter, text: '' }
}

export function queryOf(filter: MessageFilter): string {
  return messageQuery(filter).toString()
}

/** One's own; a shared one by whoever made it and whoever manages the account. */
export function mayChange(scope: Scope, { owner_id, made_by_id }: Pick<ViewRow, 'owner_id' | 'made_by_id'>): boolean {
  const { id } = scope.actor
  return owner_id === null ? made_by_id === id || may(scope, 'account.manage') : owner_id === id
}
