/**
 * The carrier port over SMPP 3.4: one transceiver session, kept alive and opened again for as long as it takes.
 * A part is `unsent` until its bytes are handed to the socket and `uncertain` from then until its answer.
 */
import type {
  CarrierLink,
  LinkConfig,
  LinkHandlers,
  LinkState,
  OutgoingPart,
  SubmitOutcome,
} from '#domain/messages/carrier.ts'
import { reconnectDelayMs, type Trouble } from './backoff.ts'
import { readDeliverSm } from './deliver-sm.ts'
import { createGate } from './gate.ts'
import { createInbox } from './inbox.ts'
import type { Pdu } from './pdu.ts'
import { openSession, type Session } from './session.ts'
import { STATUS } from './status.ts'
import { submitPart } from './submit.ts'

/** A session that lived this long was a good one: the next loss is a new trouble and tried again quickly. */
const STEADY_MS = 5_000
const CLOSE_WAIT_MS = 5_000

export function openLink(config: LinkConfig, handlers: LinkHandlers): CarrierLink {
  const gate = createGate(config)
  const inbox = createInbox(handlers.onIncoming)
  const underWay = new Set<Promise<SubmitOutcome>>()
  let state: LinkState = 'connecting'
  let session: Session | null = null
  let boundAtMs = Number.POSITIVE_INFINITY
  let lastTrouble: Trouble = 'lost'
  let attempt = 0
  let closing: Promise<void> | null = null
  // Not at once, so that nothing is announced before the caller holds the link.
  let retry: NodeJS.Timeout | null = setTimeout(start, 0)

  function change(next: LinkState, detail: string): void {
    state = next
    handlers.onState(next, detail)
  }

  function start(): void {
    retry = null
    change('connecting', `${config.host}:${config.port}`)
    const opened = openSession(config, {
      onBound() {
        boundAtMs = performance.now()
        if (closing === null) gate.open()
        change('bound', `as ${config.systemId}`)
      },
      onDeliver: (pdu, frame) => deliver(opened, pdu, frame),
      onUnreadable: (sentence) => handlers.onState(state, sentence),
      onEnd: again,
    })
    session = opened
  }

  function again(trouble: Trouble, reason: string): void {
    gate.shut()
    session = null
    if (closing !== null) {
      change('down', 'closed')
      return
    }
    const wasSteady = performance.now() - boundAtMs >= STEADY_MS
    boundAtMs = Number.POSITIVE_INFINITY
    attempt = wasSteady || trouble !== lastTrouble ? 1 : attempt + 1
    lastTrouble = trouble
    const delayMs = reconnectDelayMs(trouble, attempt)
    retry = setTimeout(start, delayMs)
    change(trouble === 'refused' ? 'refused' : 'down', `${reason}; next try in ${(delayMs / 1000).toFixed(1)} s`)
  }

  /** Throws to the wire when a field is missing, which refuses the PDU. */
  function deliver(by: Session, pdu: Pdu, frame: Buffer): void {
    const answer = (status: number) => by.reply(pdu, { command_status: status })
    const hasRoom = inbox.put(readDeliverSm(pdu, frame, new Date()), (isKept) =>
      answer(isKept ? STATUS.ok : STATUS.temporaryAppError),
    )
    if (!hasRoom) answer(STATUS.queueFull)
  }

  async function submitted(part: OutgoingPart, untilMs: number): Promise<SubmitOutcome> {
    const admission = await gate.enter()
    if (admission === 'shut') return { kind: 'unsent', reason: 'the link is down or the carrier asked for a pause' }
    // Asked here and not before the line: a pause of this process may have fallen into the wait.
    const isLate = performance.now() > untilMs
    if (session !== null && !isLate) return submitPart(session, gate, part)
    gate.leave()
    return { kind: 'unsent', reason: isLate ? 'its time to leave was over' : 'the link is down' }
  }

  function submit(part: OutgoingPart, limits?: { untilMs: number }): Promise<SubmitOutcome> {
    const outcome = submitted(part, limits?.untilMs ?? Number.POSITIVE_INFINITY)
    underWay.add(outcome)
    void outcome.finally(() => underWay.delete(outcome))
    return outcome
  }

  async function finish(): Promise<void> {
    gate.shut()
    gate.wake()
    if (retry !== null) {
      clearTimeout(retry)
      change('down', 'closed')
    }
    const { promise: patience, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, CLOSE_WAIT_MS)
    await Promise.race([patience, Promise.all([...underWay, inbox.settled()])])
    clearTimeout(timer)
    await session?.unbind()
  }

  return {
    id: config.id,
    get state() {
      return state
    },
    get free() {
      return gate.free
    },
    submit,
    whenFree: () => (closing === null ? gate.whenFree() : Promise.resolve()),
    close: () => (closing ??= finish()),
  }
}
