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
    let source: EventSource | null = null
    let silence: ReturnType<typeof setTimeout>
    let retry: ReturnType<typeof setTimeout>

    function alive() {
      failures = 0
      setConnection('live')
      clearTimeout(silence)
      silence = setTimeout(() => {
        setConnection('stale')
        connect()
      }, SILENCE_MS)
    }

    function connect() {
      source?.close()
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
      const answer = await fetch('/messages/live?probe', { cache: 'no-store' }).catch(() => null)
      if (answer?.status === 401) stop()
      else connect()
    }

    function stop() {
      source?.close()
      clearTimeout(silence)
      setConnection('ended')
    }

    setConnection('connecting')
    connect()
    return () => {
      source?.close()
      clearTimeout(silence)
      clearTimeout(retry)
    }
  }, [on])

  return { connection, heardAt }
}
