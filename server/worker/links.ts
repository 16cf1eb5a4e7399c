/** The carrier links this worker holds open: those of the table that are enabled, opened and closed as the table changes. */
import { type Link, listEnabledLinks, noteLinkState } from '#domain/links/link.ts'
import type { CarrierLink, Incoming } from '#domain/messages/carrier.ts'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { log } from '#lib/log.ts'
import { openLink } from '../carriers/smpp/open-link.ts'

export type OpenLink = { id: string; name: string; window: number; doubtMs: number; carrier: CarrierLink }

export function createLinks(onStored: () => void) {
  const open = new Map<string, { link: OpenLink; config: string }>()

  function start(config: Link): OpenLink {
    const carrier = openLink(config, {
      // Acknowledged to the carrier only after this has committed.
      onIncoming: async (batch: Incoming[]) => {
        await storeIncoming(config.id, batch)
        onStored()
      },
      onState: (state, detail) => {
        log.info({ link: config.name, state, detail }, 'carrier link')
        noteLinkState(config.id, state, detail).catch((fault: unknown) => {
          log.warn({ link: config.name, fault: String(fault) }, 'the state of a link could not be noted')
        })
      },
    })
    const { id, name, window, doubtMs } = config
    return { id, name, window, doubtMs, carrier }
  }

  return {
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
      await Promise.all([...open.values()].map(({ link }) => link.carrier.close()))
      open.clear()
    },
  }
}
