import { type MessageFilter, messageQuery } from '#domain/reports/message-filter.ts'

export const EXPORTS_PATH = '/messages/exports'
/** The file itself, at once. */
export const DIRECT_PATH = '/messages/export'

export function exportHref(id: string): string {
  return `${EXPORTS_PATH}/${id}`
}

/** Where somebody chooses how the list in front of them is written. */
export function newExportHref(filter: Partial<MessageFilter>): string {
  const query = messageQuery(filter).toString()
  return `${EXPORTS_PATH}/new${query === '' ? '' : `?${query}`}`
}
