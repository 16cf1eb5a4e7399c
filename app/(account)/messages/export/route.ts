import type { NextRequest } from 'next/server'
import { readZone } from '#app/_web/display.ts'
import { refused } from '#app/_web/refused.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { exportNow } from '#domain/exports/export-now.ts'
import { readMessageFilter } from '#domain/reports/message-filter.ts'
import { invalid } from '#lib/refusals.ts'
import { readChoice } from '../exports/read-choice.ts'

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const

/** The filtered list as a file, at once: at most 10,000 rows. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to export messages.', { status: 401 })
  const { scope, account } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read messages.', { status: 403 })
  const { name: zone } = await readZone(account.timeZone)
  const query = request.nextUrl.searchParams
  const { choice, problems } = readChoice((name) => query.getAll(name), zone)
  try {
    if (Object.keys(problems).length > 0) throw invalid(problems)
    const filter = readMessageFilter(Object.fromEntries(query))
    const { name, bytes, pieces } = await exportNow(scope, { filter, filterZone: zone, choice })
    return new Response(Buffer.concat(pieces, bytes), {
      headers: {
        'content-type': TYPES[choice.format],
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  } catch (fault) {
    return refused(fault)
  }
}
