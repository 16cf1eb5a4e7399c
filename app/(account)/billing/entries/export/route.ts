import type { NextRequest } from 'next/server'
import { readSession } from '#app/_web/session.ts'
import { textStream } from '#app/_web/text-stream.ts'
import { may } from '#domain/access/permissions.ts'
import { readEntryFilter } from '#domain/billing/entry-filter.ts'
import { exportEntries } from '#domain/billing/export-entries.ts'

/** The filtered list as a file. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to export entries.', { status: 401 })
  const { scope } = session
  if (!may(scope, 'billing.read')) return new Response('Your role may not read the ledger.', { status: 403 })
  const lines = exportEntries(scope, readEntryFilter(Object.fromEntries(searchParams)))
  return new Response(textStream(lines), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="entries.csv"',
      'cache-control': 'no-store',
    },
  })
}
