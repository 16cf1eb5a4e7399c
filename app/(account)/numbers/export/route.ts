import type { NextRequest } from 'next/server'
import { readSession } from '#app/_web/session.ts'
import { textStream } from '#app/_web/text-stream.ts'
import { may } from '#domain/access/permissions.ts'
import { exportOwnNumbers } from '#domain/numbers/export-own-numbers.ts'
import { readNumberFilter } from '#domain/numbers/number-filter.ts'

/** The filtered list as a file that can be changed and brought back in. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to export numbers.', { status: 401 })
  const { scope } = session
  if (!may(scope, 'numbers.read')) return new Response('Your role may not read numbers.', { status: 403 })
  const filter = readNumberFilter(Object.fromEntries(request.nextUrl.searchParams))
  const day = new Date().toISOString().slice(0, 10)
  return new Response(textStream(exportOwnNumbers(scope, filter)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="numbers-${day}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
