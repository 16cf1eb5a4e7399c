import { redirect } from 'next/navigation'
import { filterHref, type MessageView, viewHref } from '#components/table/message-view.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import {
  LEAST_TEXT,
  MESSAGE_FILTER_NAMES,
  type MessageFilter,
  MOST_TEXT,
  messageQuery,
  readMessageFilter,
} from '#domain/reports/message-filter.ts'
import { readViewAddress } from '#domain/views/view-address.ts'
import { fromMessageRef } from '#lib/ids.ts'

type Given = Record<string, string | string[] | undefined>

export type ReadView = {
  view: MessageView
  /** What was given and cannot be meant, as it was given: it filters nothing, and the page says so. */
  ignored: { name: keyof MessageFilter; value: string }[]
  /** What was looked for in vain: nothing could be done with it. */
  lost: { text: string; why: 'short' | 'content' } | null
}

/** An address that says it in other words (empty fields of a plain form, something to find) goes on to the one that says it shortest. */
export function readMessageView(given: Given, mayReadContent: boolean): ReadView {
  const ref = (name: string) => {
    const value = given[name]
    return typeof value === 'string' && fromMessageRef(value) ? value : null
  }
  const before = ref('before')
  const filter = readMessageFilter(given)
  const open = typeof given.open === 'string' && given.open !== '' ? given.open : null
  const shown = { ...filter, ...readViewAddress(given) }
  const view: MessageView = { filter: shown, before, after: before === null ? ref('after') : null, open }
  const ignored = MESSAGE_FILTER_NAMES.flatMap((name) => {
    const value = [given[name] ?? []].flat().join(',')
    return value !== '' && filter[name] === '' && !isDefault(name, filter) ? [{ name, value: value.slice(0, 60) }] : []
  })
  if (filter.text !== '' && !mayReadContent) {
    ignored.push({ name: 'text', value: filter.text })
    shown.text = ''
  }
  const found = typeof given.find === 'string' ? find(view, given.find.trim(), mayReadContent) : null
  if (typeof found === 'string') redirect(found)
  if (found === null && ignored.length === 0 && !isShortest(given, shown)) redirect(viewHref(view))
  return { view, ignored, lost: found }
}

/** A relative range gives way to a moment. */
function isDefault(name: keyof MessageFilter, { since, until }: MessageFilter): boolean {
  return name === 'range' && (since !== '' || until !== '')
}

function isShortest(given: Given, filter: MessageFilter): boolean {
  const query = messageQuery(filter)
  return given.find === undefined && MESSAGE_FILTER_NAMES.every((name) => (given[name] ?? null) === query.get(name))
}

/** Where the log shows what somebody has in their hand; or why it cannot. */
function find(view: MessageView, text: string, mayReadContent: boolean): string | ReadView['lost'] {
  if (text === '') return null
  if (fromMessageRef(text)) return viewHref(view, { open: text.toLowerCase() })
  const number = parseNumber(text)
  if (number.ok) return filterHref(view, { number: number.e164 })
  // Short codes and numbers of other countries; whoever may search content more likely looks for a code in a text.
  if (/^\+\d{3,15}$/.test(text) || (!mayReadContent && /^\d{3,15}$/.test(text)))
    return filterHref(view, { number: text })
  if (!mayReadContent) return { text, why: 'content' }
  if (text.length < LEAST_TEXT || text.length > MOST_TEXT) return { text, why: 'short' }
  return filterHref(view, { text })
}
