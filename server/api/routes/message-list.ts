/**
 * Contract 5.4: newest first, both dates included, `links.next` absent on the last page. Filters and `cursor` are additions: with them
 * `next` names its place by a cursor, and page one thousand costs what page one costs.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readListCursor, writeListCursor } from '#domain/reports/list-cursor.ts'
import { findMessageRecords, listMessageRecords } from '#domain/reports/message-records.ts'
import { env } from '#lib/env.ts'
import { now } from '#lib/time.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { QueryReader } from '../read-query.ts'
import { readRecordFilter } from '../read-record-filter.ts'
import { renderRecord, type Version } from '../render-record.ts'

/** Clients take 250 where the contract is silent; one answer holds at most this many (contract 11.3). */
const DEFAULT_LIMIT = 250
const MAX_LIMIT = 1_000

/** What a client asks with that wants cursors from the first page on, without a filter. */
const BEGIN = 'begin'

const CURSOR_SENTENCE =
  'Must be taken from links.next of the same list, of this account, with the same dates and filters; or be begin.'

export async function listMessages(
  version: Version,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const scope = scopeOf(request)
  const query = new QueryReader(request)
  const start = query.date('start_date')
  const end = query.date('end_date') ?? now()
  const asked = query.integer('limit', { min: 1, max: 999_999_999, fallback: DEFAULT_LIMIT })
  const offset = query.integer('offset', { min: 0, max: 999_999_999, fallback: 0 })
  if (query.text('start_date') === undefined)
    query.wrong('start_date', 'This parameter is required: a date or time in UTC.')
  const { filter, given } = readRecordFilter(query)
  const cursor = query.text('cursor')
  const byCursor = cursor !== undefined || given.length > 0
  const range = { start: start ?? end, end, limit: Math.min(asked, MAX_LIMIT) }
  const dates = { start_date: plain(range.start), end_date: plain(end) }
  const question = new URLSearchParams([...given, ...Object.entries(dates)]).toString()
  const isFirst = cursor === undefined || cursor === BEGIN
  const before = isFirst ? null : readListCursor(scope, question, cursor)
  if (!isFirst && before === null) query.wrong('cursor', CURSOR_SENTENCE)
  if (byCursor && offset > 0)
    query.wrong('offset', 'With a filter or a cursor, follow links.next: it names its place by a cursor.')
  query.check()
  const send = (records: Parameters<typeof renderRecord>[1][], next: URLSearchParams | null) =>
    reply.type(JSON_API).send({
      data: records.map((record) => renderRecord(version, record)),
      links: next ? { next: `${env.api.url}/${version}/messages?${next}` } : {},
    })
  const limit = String(range.limit)
  if (!byCursor) {
    const { records, more } = await listMessageRecords(scope, { ...range, offset })
    return send(records, more ? new URLSearchParams({ limit, ...dates, offset: String(offset + range.limit) }) : null)
  }
  const { records, next } = await findMessageRecords(scope, { ...range, filter, before })
  const place = next && writeListCursor(scope, question, next)
  return send(
    records,
    place ? new URLSearchParams([['limit', limit], ...Object.entries(dates), ...given, ['cursor', place]]) : null,
  )
}

function plain(at: Date): string {
  return at.toISOString().replace(/\.000Z$|Z$/, '+00:00')
}
