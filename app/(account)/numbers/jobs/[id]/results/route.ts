import { readSession } from '#app/_web/session.ts'
import { textStream } from '#app/_web/text-stream.ts'
import { may } from '#domain/access/permissions.ts'
import { exportNumberJob } from '#domain/numbers/export-number-job.ts'
import { nullIfMissing } from '../../../../messages/open-message.tsx'

/** What came of every number, as a file. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to see results.', { status: 401 })
  if (!may(session.scope, 'numbers.read')) return new Response('Your role may not read numbers.', { status: 403 })
  const { id } = await params
  const lines = await exportNumberJob(session.scope, id).catch(nullIfMissing)
  if (!lines) return new Response('There is no such change.', { status: 404 })
  return new Response(textStream(lines), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="numbers-change-${id.slice(0, 8)}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
