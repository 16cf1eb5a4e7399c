import 'server-only'
import { log } from '#lib/log.ts'

type Source<T> = (signal: AbortSignal) => AsyncIterable<T & { position: string }>

/** A reader this many events behind is let go: it comes back by itself and goes on where it was. */
const MOST_BEHIND = 500
/** An ended session watches for less than a second more. */
const CHECK_MS = 700

/**
 * Server-sent events from a source with positions. Ends with the request, with the source, or with an `ended` event as soon as
 * `mayGoOn` says no.
 */
export function eventStream<T>(request: AbortSignal, source: Source<T>, mayGoOn: () => Promise<boolean>): Response {
  const encoder = new TextEncoder()
  const stop = new AbortController()
  const signal = AbortSignal.any([request, stop.signal])

  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (event: string) => controller.enqueue(encoder.encode(event))
      let check: ReturnType<typeof setTimeout> | undefined
      // One question after the other: a slow database is not asked by a crowd.
      const checkLater = () => {
        check = setTimeout(async () => {
          const goesOn = await mayGoOn().catch(() => true)
          if (signal.aborted) return
          if (goesOn) return checkLater()
          write('event: ended\ndata: {}\n\n')
          stop.abort()
        }, CHECK_MS)
      }
      checkLater()
      try {
        write('retry: 1000\n\n')
        for await (const item of source(signal)) {
          if (signal.aborted || -(controller.desiredSize ?? 0) > MOST_BEHIND) break
          write(`id: ${item.position}\ndata: ${JSON.stringify(item)}\n\n`)
        }
      } catch (fault) {
        if (!signal.aborted) log.error({ fault: fault instanceof Error ? fault.message : fault }, 'live stream failed')
      } finally {
        stop.abort()
        clearTimeout(check)
        // The reader may have left first.
        if (!request.aborted) controller.close()
      }
    },
    cancel: () => stop.abort(),
  })
  // no-transform: a compressor would hold events back until its block is full.
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform' },
  })
}
