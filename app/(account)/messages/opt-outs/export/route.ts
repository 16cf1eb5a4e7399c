import type { NextRequest } from 'next/server'
import { readSession } from '#app/_web/session.ts'
import { textStream } from '#app/_web/text-stream.ts'
import { may } from '#domain/access/permissions.ts'
import { exportOptOuts } from '#domain/optouts/export-opt-outs.ts'
import { filterOf, readView } from '../read-view.ts'

/** The filtered list as a file that an import reads. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to export opt-outs.', { status: 401 })
  const { scope } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read opt-outs.', { status: 403 })
  const filter = filterOf(readView(Object.fromEntries(request.nextUrl.searchParams)))
  const day = new Date().toISOString().slice(0, 10)
  return new Response(textStream(exportOptOuts(scope, filter)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="opt-outs-${day}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
