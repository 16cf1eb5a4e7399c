import type { NextRequest } from 'next/server'
import { eventStream } from '#app/_web/event-stream.ts'
import { readSession } from '#app/_web/session.ts'
import { openSession } from '#domain/access/open-session.ts'
import { may } from '#domain/access/permissions.ts'
import { followMessages } from '#domain/reports/follow-messages.ts'

/** The live feed of the account that is open, from `Last-Event-ID` or `?after=`. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to follow messages.', { status: 401 })
  const { id, scope } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read messages.', { status: 403 })
  if (request.nextUrl.searchParams.has('probe')) return new Response(null, { status: 204 })
  const after = request.headers.get('last-event-id') ?? request.nextUrl.searchParams.get('after') ?? ''

  return eventStream(
    request.signal,
    (signal) => followMessages(scope, after, signal),
    async () => {
      const now = await openSession(id)
      // Another account or another role is another feed: the page starts it anew.
      return now?.account.id === session.account.id && now.role === session.role
    },
  )
}
