import type { NextRequest } from 'next/server'
import { readZone } from '#app/_web/display.ts'
import { eventStream } from '#app/_web/event-stream.ts'
import { refused } from '#app/_web/refused.ts'
import { readSession } from '#app/_web/session.ts'
import { watchSession } from '#app/_web/watch-session.ts'
import { may } from '#domain/access/permissions.ts'
import { demandLiveRange } from '#domain/reports/demand-live-range.ts'
import { followMessages } from '#domain/reports/follow-messages.ts'
import { demandLiveSeat, takeLiveSeat } from '#domain/reports/live-seats.ts'
import { MESSAGE_FILTER_NAMES, readMessageFilter } from '#domain/reports/message-filter.ts'

/**
 * The live feed of the account that is open, from `Last-Event-ID` or `?after=`: of everything, or of what a filter in the address
 * asks for. `?probe` asks whether the server is there and knows who asks, `?probe=seat` whether a stream would be let in.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to follow messages.', { status: 401 })
  const { scope, account } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read messages.', { status: 403 })
  const { searchParams } = request.nextUrl
  const probe = searchParams.get('probe')
  if (probe !== null && probe !== 'seat') return new Response(null, { status: 204 })

  const isFiltered = MESSAGE_FILTER_NAMES.some((name) => searchParams.has(name))
  const filter = readMessageFilter(Object.fromEntries(searchParams))
  const wanted = isFiltered ? { filter, zone: (await readZone(account.timeZone)).name } : null
  try {
    await demandLiveRange(scope, wanted)
    if (probe) {
      demandLiveSeat(scope)
      return new Response(null, { status: 204 })
    }
    const giveBack = takeLiveSeat(scope)
    const after = request.headers.get('last-event-id') ?? searchParams.get('after') ?? ''
    return eventStream(request.signal, (signal) => followMessages(scope, after, signal, wanted), {
      watch: (onEnd) => watchSession(session, onEnd),
      onClose: giveBack,
    })
  } catch (fault) {
    return refused(fault)
  }
}
