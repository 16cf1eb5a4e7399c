/**
 * What an address of the message log says about its look. The address of a view carries the view's filter as well, so that a pasted link
 * shows the same messages to who does not see the view.
 */
import { type MessageFilter, messageQuery } from '#domain/reports/message-filter.ts'
import { isId } from '#lib/is-id.ts'
import { readColumns, readDensity } from './message-look.ts'

/** As they stand in the address; '' says nothing. */
export type ViewAddress = { view: string; columns: string; density: string }

export const VIEW_ADDRESS_NAMES = ['view', 'columns', 'density'] as const satisfies (keyof ViewAddress)[]

export const NO_VIEW_ADDRESS: ViewAddress = { view: '', columns: '', density: '' }

/** In the place of a view: every message, though this reader has chosen a view to begin with. */
export const NO_VIEW = 'none'

type Given = Record<string, string | string[] | null | undefined>

export function readViewAddress(given: Given): ViewAddress {
  const text = (name: keyof ViewAddress) => (typeof given[name] === 'string' ? given[name].slice(0, 300) : '')
  const view = text('view')
  return {
    view: view === NO_VIEW || isId(view) ? view : '',
    columns: readColumns(text('columns').split(','))?.join() ?? '',
    density: readDensity(text('density')) ?? '',
  }
}

/** The whole state of the log but its page and its open row. */
export function shownQuery(shown: Partial<MessageFilter & ViewAddress>): URLSearchParams {
  const query = messageQuery(shown)
  for (const name of VIEW_ADDRESS_NAMES) if (shown[name]) query.set(name, shown[name])
  return query
}
