'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { MessageRow } from '#domain/reports/message-rows.ts'

export type Connection = 'off' | 'connecting' | 'live' | 'reconnecting' | 'stale' | 'ended'

/** The server says something at least every five seconds; after this silence the view may be out of date. */
const SILENCE_MS = 12_000
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000]

type Batch = { position: string; rows: MessageRow[] }

/**
 * Follows the live feed from a position. Every drop goes on from the last position that arrived, so nothing is missed; what
 * comes twice is for the receiver to recognise.
 */
export function useLive(from: string, on: boolean, onNews: (rows: MessageRow[]) => void) {
  const [connection, setConnection] = useState<Connection>('connecting')
  const [heardAt, setHeardAt] = useState<string | null>(null)
  const position = useRef(from)
  const hear = useEffectEvent((batch: Batch) => {
    if (batch.rows.length > 0) onNews(batch.rows)
  })

  useEffect(() => {
    if (!on) return setConnection('off')
    let failures = 0
    let over = false
    let source: EventSource | null = null
    let silence: ReturnType<typeof setTimeout>
    let retry: ReturnType<typeof setTimeout>

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
      source = new EventSource(`/messages/live?after=${encodeURIComponent(position.current)}`)
      source.onopen = alive
      source.onmessage = (event) => {
        const batch: Batch = JSON.parse(event.data)
        position.current = batch.position
        setHeardAt(new Date().toISOString())
        alive()
        hear(batch)
      }
      source.addEventListener('ended', stop)
      source.onerror = () => {
        source?.close()
        setConnection((now) => (now === 'stale' ? now : 'reconnecting'))
        retry = setTimeout(reconnect, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)])
      }
    }

    /** An EventSource does not tell why it failed: ask once whether the session is over. */
    async function reconnect() {
      const signal = AbortSignal.timeout(SILENCE_MS)
      const answer = await fetch('/messages/live?probe', { cache: 'no-store', signal }).catch(() => null)
      if (answer?.status === 401) stop()
      else connect()
    }

    function close() {
      over = true
      source?.close()
      clearTimeout(silence)
      clearTimeout(retry)
    }

    function stop() {
      if (!over) setConnection('ended')
      close()
    }

    setConnection('connecting')
    connect()
    listen()
    return close
  }, [on])

  return { connection, heardAt }
}
