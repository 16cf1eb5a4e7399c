/** A program that follows the live feed as a browser does: it comes back after every cut and goes on from its last event. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedBatch } from '#domain/reports/tell-news.ts'

export type LiveClient = {
  /** Each row in the order it was told. A state may be told twice, or an older one late: the highest `rev` is the message as it is. */
  told: { id: string; rev: number; status: string }[]
  /** How often it was cut off and let in again. */
  cuts: number
  stop: () => Promise<void>
}

export function followLive(portalUrl: string, cookie: string, after: string, query = ''): LiveClient {
  const stopped = new AbortController()
  const client: LiveClient = { told: [], cuts: 0, stop: async () => {} }
  let lastEventId = ''

  async function listen(): Promise<void> {
    const answer = await fetch(`${portalUrl}/messages/live?after=${after}${query}`, {
      headers: { cookie, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
      signal: stopped.signal,
    })
    if (!answer.ok || !answer.body) throw new Error(`not let in: ${answer.status}`)
    let held = ''
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      const events = (held + chunk).split('\n\n')
      held = events.pop() ?? ''
      for (const event of events) hear(event)
    }
  }

  function hear(event: string): void {
    const [, id, data] = /^id: (\S+)\ndata: (.*)$/s.exec(event) ?? []
    if (!id || !data) return
    lastEventId = id
    const batch: FeedBatch = JSON.parse(data)
    client.told.push(...batch.rows.map((row) => ({ id: row.id, rev: row.rev, status: row.status })))
  }

  const done = (async () => {
    while (!stopped.signal.aborted) {
      await listen().catch(() => {})
      client.cuts += 1
      await sleep(200)
    }
  })()
  client.stop = async () => {
    stopped.abort()
    await done
  }
  return client
}
