import 'server-only'
import { log } from '#lib/log.ts'

type Source<T> = (signal: AbortSignal) => AsyncIterable<T & { position: string }>

/** A reader this many events behind is let go: it comes back by itself and goes on where it was. */
const MOST_BEHIND = 500
/** How long an ended session may still watch. */
const CHECK_MS = 5_000

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
      const check = setInterval(async () => {
        if (await mayGoOn().catch(() => true)) return
        if (!signal.aborted) write('event: ended\ndata: {}\n\n')
        stop.abort()
      }, CHECK_MS)
      try {
        write('retry: 1000\n\n')
        for await (const item of source(signal)) {
          if (signal.aborted || -(controller.desiredSize ?? 0) > MOST_BEHIND) break
          write(`id: ${item.position}\ndata: ${JSON.stringify(item)}\n\n`)
        }
      } catch (fault) {
        if (!signal.aborted) log.error({ fault: fault instanceof Error ? fault.message : fault }, 'live stream failed')
      } finally {
        clearInterval(check)
        stop.abort()
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
