import type { NextRequest } from 'next/server'
import { readZone } from '#app/_web/display.ts'
import { readSession } from '#app/_web/session.ts'
import { textStream } from '#app/_web/text-stream.ts'
import { may } from '#domain/access/permissions.ts'
import { readFilter } from '#domain/audit/audit-filter.ts'
import { EXPORT_FORMATS, exportAudit } from '#domain/audit/export-audit.ts'

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const

/** The filtered list as a file. A fault on the way cuts it off: one that is whole ends with the head of the chain. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to export the audit log.', { status: 401 })
  const { scope, account } = session
  if (!may(scope, 'audit.read')) return new Response('Your role may not read the audit log.', { status: 403 })
  const asked = Object.fromEntries(request.nextUrl.searchParams)
  const format = EXPORT_FORMATS.find((one) => one === asked.format) ?? 'csv'
  const { name: zone } = await readZone(account.timeZone)
  const lines = exportAudit(scope, { filter: readFilter(asked), zone, format })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(textStream(lines), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="audit-log-${day}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
