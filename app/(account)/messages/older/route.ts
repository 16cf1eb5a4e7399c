import type { NextRequest } from 'next/server'
import { readZone } from '#app/_web/display.ts'
import { refused } from '#app/_web/refused.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { readMessageFilter } from '#domain/reports/message-filter.ts'
import { fromMessageRef } from '#lib/ids.ts'

const PAGE_SIZE = 100

/** The rows of the log that follow those before: for whoever scrolls on. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to read messages.', { status: 401 })
  const { scope, account } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read messages.', { status: 403 })
  const before = searchParams.get('before') ?? ''
  if (!fromMessageRef(before)) return new Response('Say before which message.', { status: 400 })
  const { name: zone } = await readZone(account.timeZone)
  const filter = readMessageFilter(Object.fromEntries(searchParams))
  try {
    const { rows, olderThan, searchedTo } = await listMessageRows(scope, { filter, zone, before, limit: PAGE_SIZE })
    return Response.json({ rows, olderThan, searchedTo }, { headers: { 'cache-control': 'no-store' } })
  } catch (fault) {
    return refused(fault)
  }
}
