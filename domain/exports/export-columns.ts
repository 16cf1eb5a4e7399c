/**
 * The columns an export may have, once: the file that is downloaded at once, the job and the daily schedule all write by this table.
 * A name is the head in CSV and the key in JSON Lines.
 */
import { COST } from '#domain/reports/message-columns.ts'

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** How numbers are written: `12065550107`, `(206) 555-0107`, `+12065550107`. */
export const NUMBER_FORMS = ['digits', 'national', 'e164'] as const
export type NumberForm = (typeof NUMBER_FORMS)[number]

type Column = {
  title: string
  hint: string
  /** `word`: of letters, digits and marks that no format minds. `text`: whatever somebody wrote. */
  kind: 'word' | 'count' | 'text'
  /** Of `messages m`, as text, or as a number for a count; `$1` is the account. */
  sql: string | Record<NumberForm, string>
}

/** ISO 8601 with the offset, in the zone of the transaction: `2026-11-29T02:00:42.578-08:00`. `to_char` would take three times as long. */
const moment = (column: string) => `btrim(to_json(${column})::text, '"')`

/** Exact: nanodollars with their point moved by nine places. */
const dollars = (nanos: string) => `((${nanos}) * 0.000000001)::text`

const party = (column: string) => ({
  digits: `ltrim(${column}, '+')`,
  national: `case when left(${column}, 2) = '+1' and length(${column}) = 12
    then '(' || substr(${column}, 3, 3) || ') ' || substr(${column}, 6, 3) || '-' || right(${column}, 4) else ${column} end`,
  e164: column,
})

export const EXPORT_COLUMNS = {
  time: { title: 'Time', hint: 'accepted or received', kind: 'word', sql: moment('m.accepted_at') },
  direction: { title: 'Direction', hint: 'outbound or inbound', kind: 'word', sql: 'm.direction' },
  status: { title: 'Status', hint: 'at the moment of the export', kind: 'word', sql: 'm.status' },
  from: { title: 'From', hint: '', kind: 'text', sql: party('m.from_e164') },
  to: { title: 'To', hint: '', kind: 'text', sql: party('m.to_e164') },
  content: { title: 'Content', hint: 'what it says', kind: 'text', sql: 'm.body' },
  parts: { title: 'Parts', hint: '', kind: 'count', sql: 'm.parts' },
  encoding: { title: 'Encoding', hint: 'gsm7 or ucs2', kind: 'word', sql: 'm.encoding' },
  price_usd: { title: 'Price', hint: 'dollars, exact', kind: 'word', sql: dollars(COST) },
  error_code: { title: 'Error code', hint: '', kind: 'text', sql: 'm.error_code' },
  error_reason: { title: 'Error', hint: 'in words', kind: 'text', sql: 'm.error_reason' },
  tag: { title: 'Tag', hint: '', kind: 'text', sql: 'm.tag' },
  mode: { title: 'Mode', hint: 'live or test', kind: 'word', sql: "case when m.is_test then 'test' else 'live' end" },
  key: {
    title: 'Key',
    hint: 'its name',
    kind: 'text',
    sql: '(select k.name from api_keys k where k.account_id = $1 and k.id = m.key_id)',
  },
  carrier: { title: 'Carrier', hint: '', kind: 'text', sql: '(select l.name from links l where l.id = m.link_id)' },
  sent_at: { title: 'Sent', hint: 'taken by the carrier', kind: 'word', sql: moment('m.sent_at') },
  ended_at: { title: 'Ended', hint: 'delivered or failed', kind: 'word', sql: moment('m.final_at') },
  id: { title: 'Id', hint: 'as the API knows it', kind: 'word', sql: "'mdr2-' || encode(uuid_send(m.id), 'hex')" },
} as const satisfies Record<string, Column>

export type ExportColumn = keyof typeof EXPORT_COLUMNS
export const EXPORT_COLUMN_NAMES = Object.keys(EXPORT_COLUMNS) as ExportColumn[]

export const USUAL_EXPORT_COLUMNS: readonly ExportColumn[] = [
  'time',
  'direction',
  'status',
  'from',
  'to',
  'content',
  'parts',
  'price_usd',
  'error_code',
  'tag',
  'id',
]

export function columnOf(name: ExportColumn): Column {
  return EXPORT_COLUMNS[name]
}
