/** One bound connection to a carrier: bind, keepalive, what the carrier asks of us, a polite end. */
import type { LinkConfig } from '#domain/messages/carrier.ts'
import type { Trouble } from './backoff.ts'
import type { Fields, Pdu } from './pdu.ts'
import { statusName } from './pdu.ts'
import { isBindRefusal, STATUS } from './status.ts'
import { openWire, type Sent, type Wire } from './wire.ts'

export type Session = {
  submit: (fields: Fields) => Sent | null
  reply: (request: Pdu, fields: Fields) => void
  /** Says goodbye, waits a moment for the answer, closes. */
  unbind: () => Promise<void>
  destroy: (reason: string) => void
}

export type SessionEvents = {
  onBound: () => void
  onDeliver: (pdu: Pdu, frame: Buffer) => void
  onUnreadable: (sentence: string) => void
  onEnd: (trouble: Trouble, reason: string) => void
}

const SMPP_3_4 = 0x34
const UNBIND_WAIT_MS = 1_000

export function openSession(config: LinkConfig, events: SessionEvents): Session {
  let trouble: Trouble = 'lost'
  let keepalive: NodeJS.Timeout | null = null
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()

  const wire = openWire(config, {
    onConnect: () => void bind(),
    onRequest,
    onUnreadable: events.onUnreadable,
    onClose(reason) {
      if (keepalive !== null) clearInterval(keepalive)
      end()
      events.onEnd(trouble, reason)
    },
  })

  async function bind(): Promise<void> {
    const sent = wire.request('bind_transceiver', {
      system_id: config.systemId,
      password: config.password,
      interface_version: SMPP_3_4,
    })
    const answer = await sent?.answer
    if (answer?.kind !== 'answered') return wire.destroy(`the bind was not answered: ${answer?.reason ?? 'not sent'}`)
    const status = answer.pdu.command_status
    if (status !== STATUS.ok) {
      if (isBindRefusal(status)) trouble = 'refused'
      return wire.destroy(`the carrier refused the bind: ${statusName(status)}`)
    }
    keepalive = keepAlive(wire, config.enquireLinkMs)
    events.onBound()
  }

  function onRequest(pdu: Pdu, frame: Buffer): void {
    if (pdu.command === 'deliver_sm') events.onDeliver(pdu, frame)
    else if (pdu.command === 'enquire_link') wire.reply(pdu, {})
    else if (pdu.command === 'unbind') {
      wire.reply(pdu, {})
      // After the reply has left.
      setImmediate(() => wire.destroy('the carrier ended the session'))
    } else if (pdu.command !== 'alert_notification') wire.reply(pdu, { command_status: STATUS.invalidCommand })
  }

  return {
    submit: (fields) => wire.request('submit_sm', fields),
    reply: wire.reply,
    async unbind() {
      const sent = wire.request('unbind', {})
      if (sent !== null) {
        const timer = setTimeout(() => wire.destroy('closed by us'), UNBIND_WAIT_MS)
        await sent.answer
        clearTimeout(timer)
      }
      wire.destroy('closed by us')
      await ended
    },
    destroy: wire.destroy,
  }
}

/** Asks at every beat; when not a byte came since the last question, nobody is there. Found within two beats. */
function keepAlive(wire: Wire, enquireLinkMs: number): NodeJS.Timeout {
  let askedAt = Number.NEGATIVE_INFINITY
  return setInterval(() => {
    // After a pause of this process the answer may be waiting in the socket, which is read after the timers.
    setImmediate(() => {
      if (wire.heardAt < askedAt) return wire.destroy(`no sign of life for ${enquireLinkMs} ms`)
      askedAt = performance.now()
      void wire.request('enquire_link', {})?.answer
    })
  }, enquireLinkMs)
}
