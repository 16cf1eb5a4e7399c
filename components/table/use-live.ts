'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { LeftRow, MessageRow } from '#domain/reports/message-rows.ts'

/** `crowded`: too many streams are open, and it is tried again. `past`: what is asked for ended before now; nothing can come. */
export type Connection = 'off' | 'connecting' | 'live' | 'reconnecting' | 'stale' | 'ended' | 'crowded' | 'past'

/** The server says something at least every five seconds; after this silence the view may be out of date. */
const SILENCE_MS = 12_000
const RETRY_MS = [500, 1_000, 2_000, 4_000]

/** After a drawing the page rests twice as long as it took, at most this: a flood leaves it time for clicks, keys and a line that is cut. */
const MOST_REST_MS = 1_000

type Batch = { position: string; rows: MessageRow[]; left: LeftRow[]; floor?: string }

/**
 * Follows the live feed from a position: of the messages that `query` asks for (`messageQuery(filter)`, as a text). Every drop
 * goes on from the last position that arrived, so nothing is missed; what comes twice is for the receiver to recognise.
 */
export function useLive(
  from: string,
  on: boolean,
  onNews: (rows: MessageRow[], left: LeftRow[], floor?: string) => void,
  query = '',
) {
  const [connection, setConnection] = useState<Connection>('connecting')
  const [heardAt, setHeardAt] = useState<string | null>(null)
  const position = useRef({ of: query, at: from })
  const start = useEffectEvent(() => {
    // Another filter's page is another beginning.
    if (position.current.of !== query) position.current = { of: query, at: from }
  })
  const hear = useEffectEvent(({ rows, left, floor }: Batch) => {
    if (rows.length > 0 || left.length > 0) onNews(rows, left, floor)
  })

  useEffect(() => {
    if (!on) return setConnection('off')
    start()
    const filter = query && `&${query}`
    let failures = 0
    let over = false
    let source: EventSource | null = null
    let silence: ReturnType<typeof setTimeout>
    let retry: ReturnType<typeof setTimeout>
    let drawing: ReturnType<typeof setTimeout> | undefined
    let waiting: Batch[] = []
    let restsUntil = 0

    function draw() {
      const from = performance.now()
      drawing = undefined
      // What was not drawn when the line was cut or switched off is told again.
      position.current.at = waiting.at(-1)?.position ?? position.current.at
      for (const batch of waiting) hear(batch)
      waiting = []
      requestAnimationFrame(() => {
        const now = performance.now()
        restsUntil = now + Math.min(MOST_REST_MS, 2 * (now - from))
      })
    }

    function alive() {
      failures = 0
      setConnection('live')
      listen()
    }

    /** Runs through failed attempts and through a new connection that hangs as well: nothing stays silent for ever. */
    function listen() {
      clearTimeout(silence)
      silence = setTimeout(() => {
        setConnection('stale')
        connect()
        listen()
      }, SILENCE_MS)
    }

    function connect() {
      clearTimeout(retry)
      source?.close()
      if (over) return
      source = new EventSource(`/messages/live?after=${encodeURIComponent(position.current.at)}${filter}`)
      source.onopen = alive
      source.onmessage = (event) => {
        const batch: Batch = JSON.parse(event.data)
        setHeardAt(new Date().toISOString())
        alive()
        waiting.push(batch)
        drawing ??= setTimeout(draw, Math.max(0, restsUntil - performance.now()))
      }
      source.addEventListener('ended', () => stop('ended'))
      source.onerror = () => {
        source?.close()
        setConnection((now) => (now === 'stale' ? now : 'reconnecting'))
        retry = setTimeout(reconnect, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)])
      }
    }

    /** An EventSource does not tell why it failed: ask once whether the session is over, or nobody is let in. */
    async function reconnect() {
      const signal = AbortSignal.timeout(SILENCE_MS)
      const answer = await fetch(`/messages/live?probe=seat${filter}`, { cache: 'no-store', signal }).catch(() => null)
      if (over) return
      if (answer?.status === 401) stop('ended')
      else if (answer?.status === 409) stop('past')
      else if (answer?.status === 429) wait()
      else connect()
    }

    /** The server is there and answers: this is no silence. */
    function wait() {
      setConnection('crowded')
      clearTimeout(silence)
      retry = setTimeout(() => {
        listen()
        void reconnect()
      }, RETRY_MS.at(-1))
    }

    function close() {
      over = true
      clearTimeout(drawing)
      source?.close()
      clearTimeout(silence)
      clearTimeout(retry)
    }

    function stop(why: Connection) {
      if (!over) setConnection(why)
      close()
    }

    setConnection('connecting')
    connect()
    listen()
    return close
  }, [on, query])

  return { connection, heardAt }
}
