import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { shownQuery, type ViewAddress } from '#domain/views/view-address.ts'
import { MESSAGES_PATH } from './log-href.ts'
import { type LogView, logAddress } from './log-view.ts'

/** What is asked for, and what the address says of how it looks. */
export type Shown = MessageFilter & ViewAddress
export type MessageView = LogView<Shown>

export const { href: viewHref, narrowed: filterHref } = logAddress<Shown>(MESSAGES_PATH, shownQuery)
