import { refused } from '#app/_web/refused.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { manifestOf } from '#domain/exports/manifest.ts'
import { readExport } from '#domain/exports/read-export.ts'

/** What is in the file and how to tell that it is whole, to be kept beside it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to see an export.', { status: 401 })
  const { scope } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read messages.', { status: 403 })
  try {
    const found = await readExport(scope, (await params).id)
    return new Response(`${JSON.stringify(manifestOf(found), null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="messages-${found.id.slice(-8)}.manifest.json"`,
        'cache-control': 'no-store',
      },
    })
  } catch (fault) {
    return refused(fault)
  }
}
