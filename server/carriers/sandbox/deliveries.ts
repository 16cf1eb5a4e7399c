/** What the carrier owes its client: receipts and inbound messages, kept until they are acknowledged. */
import type { Fields, Pdu } from '../smpp/pdu.ts'
import { STATUS } from '../smpp/status.ts'
import type { Entry, Witness } from './witness.ts'

export type Delivery = {
  fields: Fields
  witnessed: Omit<Extract<Entry, { event: 'deliver' }>, 'event' | 'at' | 'attempt' | 'answer'>
  /** Acknowledged, or refused for good. */
  onSettled?: (isTaken: boolean) => void
}

/** A client that may receive. `send` is false when the bytes cannot leave. */
export type Receiver = { send: (fields: Fields, onAnswer: (answer: Pdu) => void) => boolean }

export type Deliveries = {
  readonly receivers: number
  push: (delivery: Delivery) => void
  join: (receiver: Receiver) => void
  part: (receiver: Receiver) => void
  close: () => void
}

type Owed = Delivery & { attempt: number }

const WINDOW = 100
const RETRY_MS = 1_000
const ANSWER_MS = 10_000
const GIVE_UP: ReadonlySet<number> = new Set([STATUS.permanentAppError, STATUS.invalidCommandLength])

export function createDeliveries(witness: Witness): Deliveries {
  const owed: Owed[] = []
  const receivers = new Map<Receiver, Map<Owed, NodeJS.Timeout>>()
  const retries = new Set<NodeJS.Timeout>()

  function pump(): void {
    while (owed.length > 0) {
      const [receiver, unanswered] = leastBusy()
      if (receiver === undefined || unanswered === undefined || unanswered.size >= WINDOW) return
      const delivery = owed.shift()
      if (delivery !== undefined) send(receiver, unanswered, delivery)
    }
  }

  function leastBusy(): [Receiver, Map<Owed, NodeJS.Timeout>] | [] {
    let best: [Receiver, Map<Owed, NodeJS.Timeout>] | [] = []
    for (const entry of receivers) if (best[1] === undefined || entry[1].size < best[1].size) best = entry
    return best
  }

  function send(receiver: Receiver, unanswered: Map<Owed, NodeJS.Timeout>, delivery: Owed): void {
    delivery.attempt++
    const settle = (answer: number | null) => {
      const timer = unanswered.get(delivery)
      if (timer === undefined) return
      clearTimeout(timer)
      unanswered.delete(delivery)
      settled(delivery, answer)
      pump()
    }
    unanswered.set(delivery, setTimeout(settle, ANSWER_MS, null))
    const hasLeft = receiver.send(delivery.fields, (answer) => settle(answer.command_status))
    if (!hasLeft) part(receiver)
  }

  function settled(delivery: Owed, answer: number | null): void {
    write(delivery, answer)
    if (answer === STATUS.ok) delivery.onSettled?.(true)
    else if (answer !== null && GIVE_UP.has(answer)) delivery.onSettled?.(false)
    else later(delivery)
  }

  function later(delivery: Owed): void {
    const timer = setTimeout(() => {
      retries.delete(timer)
      owed.push(delivery)
      pump()
    }, RETRY_MS)
    retries.add(timer)
  }

  function write(delivery: Owed, answer: number | null): void {
    const { witnessed, attempt } = delivery
    witness.write({ event: 'deliver', at: new Date().toISOString(), ...witnessed, attempt, answer })
  }

  /** What was on its way to a client that left is owed again, before everything else. */
  function part(receiver: Receiver): void {
    const unanswered = receivers.get(receiver)
    if (unanswered === undefined) return
    receivers.delete(receiver)
    for (const [delivery, timer] of unanswered) {
      clearTimeout(timer)
      write(delivery, null)
    }
    owed.unshift(...unanswered.keys())
    unanswered.clear()
    pump()
  }

  return {
    get receivers() {
      return receivers.size
    },
    push(delivery) {
      owed.push({ ...delivery, attempt: 0 })
      pump()
    },
    join(receiver) {
      receivers.set(receiver, new Map())
      pump()
    },
    part,
    close() {
      for (const unanswered of receivers.values()) for (const timer of unanswered.values()) clearTimeout(timer)
      for (const timer of retries) clearTimeout(timer)
      receivers.clear()
      owed.length = 0
    },
  }
}
