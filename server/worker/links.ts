/** The carrier links this worker holds open: those of the table that are enabled, opened and closed as the table changes. */
import { randomUUID } from 'node:crypto'
import { createHeldSessions } from '#domain/links/held-sessions.ts'
import { type Link, listEnabledLinks, noteLinkState } from '#domain/links/link.ts'
import type { CarrierLink, Incoming } from '#domain/messages/carrier.ts'
import { confirmIncoming, storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { openLink } from '../carriers/smpp/open-link.ts'

export type OpenLink = { id: string; name: string; window: number; doubtMs: number; carrier: CarrierLink }

/** A line that still stands this long after an acknowledgement was written has brought it to the carrier. */
const SURE_AFTER_MS = 1_000

export function createLinks(onStored: () => void) {
  const open = new Map<string, { link: OpenLink; config: string }>()
  const sessions = createHeldSessions()
  let noted = Promise.resolve()
  const acknowledged: { ids: string[]; at: number; stillBound: () => boolean }[] = []

  function start(config: Link): OpenLink {
    let session: { id: string; boundAt: Date; held: Promise<void> } | null = null
    const carrier = openLink(config, {
      // Acknowledged to the carrier only after this has committed.
      onIncoming: async (batch: Incoming[]) => {
        const by = session
        await by?.held
        // A session that nothing vouches for would look dead to the others.
        const known = by && { id: sessions.isHeld(by.id) ? by.id : null, boundAt: by.boundAt }
        const ids = await storeIncoming(config.id, batch, known)
        if (ids.length > 0) acknowledged.push({ ids, at: performance.now(), stillBound: () => session === by })
        onStored()
      },
      onState: (state, detail) => {
        if (state === 'bound') {
          if (session === null) {
            const id = randomUUID()
            session = { id, boundAt: now(), held: sessions.hold(id) }
          }
        } else if (session !== null) {
          void sessions.release(session.id)
          session = null
        }
        log.info({ link: config.name, state, detail }, 'carrier link')
        // One after the other: two connections would race, and "connecting" could stay written over "bound".
        noted = noted
          .then(() => noteLinkState(config.id, state, detail))
          .catch((fault: unknown) => {
            log.warn({ link: config.name, fault: String(fault) }, 'the state of a link could not be noted')
          })
      },
    })
    const { id, name, window, doubtMs } = config
    return { id, name, window, doubtMs, carrier }
  }

  /** Those whose line broke too soon stay unconfirmed: the carrier may bring them again. */
  async function confirm(sureAt: number): Promise<void> {
    const known = acknowledged.filter((one) => one.at <= sureAt)
    acknowledged.splice(0, known.length)
    const ids = known.filter((one) => one.stillBound()).flatMap((one) => one.ids)
    if (ids.length > 0) await confirmIncoming(ids)
  }

  return {
    confirm: async (): Promise<boolean> => {
      await Promise.all([confirm(performance.now() - SURE_AFTER_MS), sessions.keep()])
      return false
    },
    all: (): OpenLink[] => [...open.values()].map(({ link }) => link),
    reconcile: async (): Promise<boolean> => {
      const wanted = new Map((await listEnabledLinks()).map((config) => [config.id, config]))
      for (const [id, { link, config }] of open) {
        if (config === JSON.stringify(wanted.get(id))) continue
        open.delete(id)
        await link.carrier.close()
      }
      for (const config of wanted.values()) {
        if (!open.has(config.id)) open.set(config.id, { link: start(config), config: JSON.stringify(config) })
      }
      return false
    },
    close: async (): Promise<void> => {
      // An orderly end: the line is unbound after everything on it was answered.
      await confirm(performance.now())
      await Promise.all([...open.values()].map(({ link }) => link.carrier.close()))
      open.clear()
      await sessions.close()
    },
  }
}
