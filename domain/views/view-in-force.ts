/** Which view is open, and what columns and density are in force. */
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { isSameLook, type MessageLook, readColumns, readDensity } from './message-look.ts'
import { queryOf, type SavedView } from './view.ts'
import type { ViewAddress } from './view-address.ts'

export type ViewInForce = {
  open: SavedView | null
  /** What is shown is no longer what was saved. */
  isChanged: boolean
  look: MessageLook
}

/** The address before the open view, the open view before the reader's own. */
export function viewInForce(
  { views, look }: { views: readonly SavedView[]; look: MessageLook },
  address: ViewAddress,
  filter: MessageFilter,
): ViewInForce {
  const open = views.find(({ id }) => id === address.view) ?? null
  const usual = open?.look ?? look
  const shown = {
    columns: readColumns(address.columns.split(',')) ?? usual.columns,
    density: readDensity(address.density) ?? usual.density,
  }
  const isChanged = open !== null && !(queryOf(filter) === queryOf(open.filter) && isSameLook(shown, open.look))
  return { open, isChanged, look: shown }
}
