/** What a form on the log says of the log: where it stands, and how it looks. */
import { text, texts } from '#app/_web/action.ts'
import { type MessageFilter, readMessageFilter } from '#domain/reports/message-filter.ts'
import { type MessageLook, readLook } from '#domain/views/message-look.ts'
import { readViewAddress, type ViewAddress } from '#domain/views/view-address.ts'

type Shown = MessageFilter & ViewAddress

/** What is longer is no address of the log. */
const MOST_QUERY = 8_000

export function readHere(form: FormData): Shown {
  const given = Object.fromEntries(new URLSearchParams(text(form, 'here').slice(0, MOST_QUERY)))
  return { ...readMessageFilter(given), ...readViewAddress(given) }
}

export function readShownLook(form: FormData): MessageLook {
  return readLook({ columns: texts(form, 'column'), density: text(form, 'density') })
}
