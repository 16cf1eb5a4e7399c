import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { fromMessageRef, idAfter, idBefore, timeOfId, toMessageRef } from '#lib/ids.ts'
import { ROW_COLUMNS, type RowColumns, toMessageRow } from './message-columns.ts'
import { type MessageFilter, NO_MESSAGE_FILTER } from './message-filter.ts'
import { messageMatches } from './message-matches.sql.ts'
import type { MessagePage } from './message-rows.ts'
import { reading } from './reading.ts'
import type { Side } from './walk.sql.ts'
import { MOST_READ, stretchOf, walkMessages } from './walk-messages.ts'

const MAX_LIMIT = 500
/** Whether there is something behind a page is worth this much. */
const LOOK_BACK = 2_000

const LAST_YEAR: MessageFilter = { ...NO_MESSAGE_FILTER, range: '1y' }

type Input = {
  /** Without one, the last year. */
  filter?: MessageFilter
  zone?: string
  /** A place of a page before: what is older than it, or newer. Without either, the newest. */
  before?: string | null
  after?: string | null
  limit: number
  /** How many messages may be read for the page. */
  mostRead?: number
}

/**
 * A page of what matches, newest first. A keyset that reads no more than so many messages: page one thousand costs what page one costs,
 * and what is rare among millions is looked for from page to page, each as far as `searchedTo`.
 */
export async function listMessageRows(scope: Scope, input: Input): Promise<MessagePage> {
  demand(scope, 'messages.read')
  const { filter = LAST_YEAR, zone = 'UTC' } = input
  const limit = Math.min(Math.max(1, input.limit), MAX_LIMIT)
  const after = placeOf(input.after)
  const before = after === null ? placeOf(input.before) : null
  return reading(scope, async (tx) => {
    const matches = await messageMatches(tx, scope, filter, zone)
    const walk = (side: Side, place: string | null, columns: string, wanted: { limit: number; mostRead: number }) =>
      walkMessages<RowColumns>(tx, {
        ...{ scope, filter, matches },
        stretch: stretchOf(matches, side, place),
        wanted: { columns, ...wanted },
      })
    const side: Side = after === null ? 'older' : 'newer'
    const walked = await walk(side, after ?? before, ROW_COLUMNS, {
      limit: limit + 1,
      mostRead: input.mostRead ?? MOST_READ,
    })
    const isFull = walked.rows.length > limit
    const page = walked.rows.slice(0, limit)
    const on = isFull ? (page.at(-1)?.id ?? null) : walked.stop
    const back = await behind(walk, before, after)
    const [older, newer] = side === 'older' ? [on, back] : [back, on]
    return {
      rows: (side === 'older' ? page : page.reverse()).map((row) => toMessageRow(scope, row)),
      olderThan: older && toMessageRef(older),
      newerThan: newer && toMessageRef(newer),
      searchedTo: !isFull && walked.stop !== null ? timeOfId(walked.stop).toISOString() : null,
      position: await positionOf(tx),
      isTextLeftOut: matches.isTextLeftOut,
    }
  })
}

type WalkFrom = (
  side: Side,
  place: string | null,
  columns: string,
  wanted: { limit: number; mostRead: number },
) => Promise<{ rows: unknown[]; stop: string | null }>

/** The place to go back to, when there may be something there. */
async function behind(walk: WalkFrom, before: string | null, after: string | null): Promise<string | null> {
  if (before === null && after === null) return null
  const side: Side = after === null ? 'newer' : 'older'
  const place = after === null ? idBefore(before ?? '') : idAfter(after)
  const { rows, stop } = await walk(side, place, 'm.id', { limit: 1, mostRead: LOOK_BACK })
  return rows.length > 0 || stop !== null ? place : null
}

/** The feed position that the transaction's snapshot is true for. */
async function positionOf(tx: Tx): Promise<string> {
  const [feed] = await tx.query<{ position: string }>(
    "select pg_snapshot_xmin(pg_current_snapshot())::text || '.0' as position",
  )
  return feed?.position ?? '0.0'
}

function placeOf(ref: string | null | undefined): string | null {
  return ref ? fromMessageRef(ref) : null
}
