import type { NextRequest } from 'next/server'
import { byteStream } from '#app/_web/byte-stream.ts'
import { refused } from '#app/_web/refused.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { openExportFile } from '#domain/exports/open-export-file.ts'

/** The compressed file, or one part of it. Rights are asked now, whatever they were when it was made. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to download an export.', { status: 401 })
  const { scope } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read messages.', { status: 403 })
  const part = request.nextUrl.searchParams.get('part')
  try {
    const { name, bytes, pieces } = await openExportFile(scope, (await params).id, part === null ? null : Number(part))
    return new Response(byteStream(pieces), {
      headers: {
        'content-type': 'application/gzip',
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
