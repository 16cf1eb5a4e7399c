/** The columns of the message log: what a reader may choose, and in what order they stand who has not chosen. */

export const COLUMN_IDS = [
  'time',
  'direction',
  'status',
  'from',
  'to',
  'content',
  'parts',
  'price',
  'error',
  'tag',
  'key',
  'carrier',
  'encoding',
  'id',
] as const
export type ColumnId = (typeof COLUMN_IDS)[number]

export const COLUMN_NAMES: Record<ColumnId, string> = {
  time: 'Time',
  direction: 'Direction',
  status: 'Status',
  from: 'From',
  to: 'To',
  content: 'Content',
  parts: 'Parts',
  price: 'Price',
  error: 'Error',
  tag: 'Tag',
  key: 'Key',
  carrier: 'Carrier',
  encoding: 'Encoding',
  id: 'Id',
}

export const DEFAULT_COLUMNS: readonly ColumnId[] = COLUMN_IDS.slice(0, 8)

/** The time is the link that opens a row: it is always there, and first. */
export const FIXED_COLUMN: ColumnId = 'time'

export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]
