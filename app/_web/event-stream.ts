import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '#lib/log.ts'

type Source<T> = (signal: AbortSignal) => AsyncIterable<T>

/** A reader this far behind is told no more: when it has read what waits it comes back by itself and goes on where it was. */
const MOST_BEHIND_BYTES = 2 * 1024 ** 2
const LOOK_MS = 200

/** What several readers are told is written once. */
const written = new WeakMap<object, Uint8Array>()
const encoder = new TextEncoder()

function write(item: { position: string }): Uint8Array {
  const known = written.get(item)
  if (known) return known
  const bytes = encoder.encode(`id: ${item.position}\ndata: ${JSON.stringify(item)}\n\n`)
  written.set(item, bytes)
  return bytes
}

/**
 * Server-sent events from a source with positions. Ends with the request, with the source, or with an `ended` event when `watch`
 * says so. `onClose` is called when it is over, however it ends: not before what waits was read or its reader has left, so that one who
 * reads nothing keeps its place, and no memory beside it.
 */
export function eventStream<T extends { position: string }>(
  request: AbortSignal,
  source: Source<T>,
  { watch, onClose }: { watch: (onEnd: () => void) => () => void; onClose: () => void },
): Response {
  const stop = new AbortController()
  const signal = AbortSignal.any([request, stop.signal])
  let hasLeft = false
  const isGone = () => hasLeft || request.aborted

  const stream = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const stopWatching = watch(() => {
          if (signal.aborted) return
          controller.enqueue(encoder.encode('event: ended\ndata: {}\n\n'))
          stop.abort()
        })
        try {
          controller.enqueue(encoder.encode('retry: 1000\n\n'))
          for await (const item of source(signal)) {
            if (signal.aborted || (controller.desiredSize ?? 0) <= 0) break
            controller.enqueue(write(item))
          }
        } catch (fault) {
          if (!signal.aborted)
            log.error({ fault: fault instanceof Error ? fault.message : fault }, 'live stream failed')
        } finally {
          stop.abort()
          stopWatching()
          while (!isGone() && (controller.desiredSize ?? 0) < MOST_BEHIND_BYTES) await sleep(LOOK_MS)
          onClose()
          // The reader may have left first.
          if (!isGone()) controller.close()
        }
      },
      cancel() {
        hasLeft = true
        stop.abort()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_BEHIND_BYTES }),
  )
  // no-transform: a compressor would hold events back until its block is full.
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform' },
  })
}
