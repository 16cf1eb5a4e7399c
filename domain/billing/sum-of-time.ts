import type { Scope } from '#domain/access/scope.ts'
import { readSpendLine, SPEND_CATEGORIES, type SpendLine } from '#domain/ledger/spend-line.ts'
import type { Tx } from '#lib/db.ts'
import type { SpendSums } from './read-spend.ts'
import { SUMS_OF_PIECES } from './spend.sql.ts'

/** Both ends at a quarter of an hour. */
export type Time = { from: Date; until: Date; zone: string }
type Level = 'quarter' | 'day' | 'month'
export type Piece = { level: Level; from: Date; until: Date }
type Row = { value: string; messages: bigint; parts: bigint; nanos: bigint }

/** A step: what was spent in a time, to the quarter of an hour; of some lines if wanted. Money in and out is no spend unless asked for. */
export async function sumOfTime(
  tx: Tx,
  scope: Scope,
  time: Time,
  isMeant: (line: SpendLine) => boolean = ({ kind }) => SPEND_CATEGORIES[kind] !== 'funding',
): Promise<SpendSums> {
  const rows = await rowsOfTime(tx, scope, time, 'line', null)
  return addRows(rows.filter(({ value }) => isMeant(readSpendLine(value))))
}

/** A step: the same of one number, or one key; '' is what belongs to none. */
export async function sumOfValue(
  tx: Tx,
  scope: Scope,
  time: Time,
  dimension: 'number' | 'key',
  value: string,
): Promise<SpendSums> {
  return addRows(await rowsOfTime(tx, scope, time, dimension, value))
}

async function rowsOfTime(tx: Tx, scope: Scope, time: Time, dimension: string, value: string | null): Promise<Row[]> {
  const pieces = await piecesOf(tx, time, 'quarter', 'day')
  return tx.query<Row>(SUMS_OF_PIECES, [scope.accountId, ...columnsOf(pieces), dimension, value])
}

function addRows(rows: readonly Row[]): SpendSums {
  const sum = (of: (row: Row) => bigint) => rows.reduce((all, row) => all + of(row), 0n)
  return { nanos: sum((row) => row.nanos), messages: sum((row) => row.messages), parts: sum((row) => row.parts) }
}

/** A step: whole days or months of the zone in the middle, and finer around them. */
export async function piecesOf(
  tx: Tx,
  { from, until, zone }: Time,
  fine: 'quarter' | 'day',
  whole: 'day' | 'month',
): Promise<Piece[]> {
  const [middle] = await tx.query<{ first: Date; end: Date }>(
    `select case when date_trunc($4, $1::timestamptz, $3) = $1 then $1
         else (date_trunc($4, $1 at time zone $3) + ('1 ' || $4)::interval) at time zone $3 end as first,
       date_trunc($4, $2::timestamptz, $3) as end`,
    [from, until, zone, whole],
  )
  if (!middle || middle.first >= middle.end) return [{ level: fine, from, until }]
  return [
    { level: fine, from, until: middle.first },
    { level: whole, from: middle.first, until: middle.end },
    { level: fine, from: middle.end, until },
  ]
}

/** As a statement takes them: levels, beginnings and ends. */
export function columnsOf(pieces: readonly Piece[]): [Level[], Date[], Date[]] {
  return [pieces.map(({ level }) => level), pieces.map(({ from }) => from), pieces.map(({ until }) => until)]
}
