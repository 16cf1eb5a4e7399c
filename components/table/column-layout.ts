/** How wide the columns of the message log are on a desk, and what becomes of their cells in a card. */
import { type ColumnId, DEFAULT_COLUMNS } from '#domain/reports/column-ids.ts'
import type { MessageRow } from '#domain/reports/message-rows.ts'

const CELLS: Record<ColumnId, string> = {
  time: 'sm:w-[88px] max-sm:order-1',
  direction: 'sm:w-[104px] sm:@max-[50rem]:w-[36px] max-sm:order-2',
  status: 'sm:w-[114px] max-sm:order-3 card-end max-sm:col-start-3',
  from: 'sm:w-[136px] max-sm:order-4',
  to: 'sm:w-[136px] max-sm:order-4',
  content: 'max-sm:order-6 card-wide',
  parts: 'sm:w-[58px] right max-sm:order-7',
  price: 'sm:w-[86px] right max-sm:order-5 card-end max-sm:col-start-3',
  error: 'sm:w-[132px] max-sm:order-7',
  tag: 'sm:w-[112px] max-sm:order-7',
  key: 'sm:w-[128px] max-sm:order-7',
  carrier: 'sm:w-[104px] max-sm:order-7',
  encoding: 'sm:w-[82px] max-sm:order-7',
  id: 'sm:w-[144px] max-sm:order-7',
}

const WIDTHS = Object.entries(CELLS).map(([id, look]) => [id, Number(/w-\[(\d+)px\]/.exec(look)?.[1] ?? 0)] as const)
const LEAST_CONTENT = 180

/** `gives`: the parts give way beside an open message. */
export function cellClass(id: ColumnId, gives: boolean, row?: MessageRow): string {
  const look = gives && id === 'parts' ? `${CELLS.parts} sm:@max-[50rem]:hidden` : CELLS[id]
  if (row && isLabelled(id)) return `${look} ${isBlank(id, row) ? 'max-sm:hidden' : 'card-wide'}`
  if (!row || (id !== 'from' && id !== 'to')) return look
  return `${look} ${(row.direction === 'outbound') === (id === 'to') ? 'card-two' : 'card-hide'}`
}

/** In a card these stand on lines of their own, with their names. */
export function isLabelled(id: ColumnId): boolean {
  return CELLS[id].includes('order-7')
}

/** What all of it takes at least, in pixels. */
function leastWidth(ids: readonly ColumnId[]): number {
  const widths = WIDTHS.filter(([id]) => ids.some((one) => one === id)).map(([, width]) => width)
  return widths.reduce((total, width) => total + (width || LEAST_CONTENT), 0)
}

/** Whether the columns fit on every desk: the usual ones do, by giving way. */
export function doFit(ids: readonly ColumnId[]): boolean {
  return leastWidth(ids) <= leastWidth(DEFAULT_COLUMNS)
}

/** Columns that do not fit beside each other are walked through sideways, inside their frame. */
export function wideClasses(ids: readonly ColumnId[]): { frame: string; table: string } {
  if (doFit(ids)) return { frame: '', table: '' }
  const width = leastWidth(ids)
  if (width <= 1088) return { frame: 'sm:@max-[68rem]:walk', table: 'sm:min-w-[68rem]' }
  if (width <= 1280) return { frame: 'sm:@max-[80rem]:walk', table: 'sm:min-w-[80rem]' }
  return { frame: 'sm:@max-[104rem]:walk', table: 'sm:min-w-[104rem]' }
}

/** In a card what a message does not have, and what goes without saying, takes no line. */
function isBlank(id: ColumnId, row: MessageRow): boolean {
  switch (id) {
    case 'parts':
      return row.parts < 2
    case 'error':
      return row.errorCode === null && row.errorReason === null
    case 'tag':
      return row.tag === null
    case 'key':
      return row.keyId === null
    case 'carrier':
      return row.carrierId === null
    default:
      return false
  }
}
