/** What the carrier saw of a message, judged against its history: each part once, unless the drop rule says why not. */
import type { Entry } from '#server/carriers/sandbox/witness.ts'
import type { StoredMessage } from './witnesses-read.ts'

export type Submit = Extract<Entry, { event: 'submit' }>
export type Delivered = Extract<Entry, { event: 'deliver' }>

/** Two messages with the same numbers could not be told apart on the wire. */
export function byNumbers(messages: readonly StoredMessage[]): Map<string, StoredMessage> {
  const all = new Map<string, StoredMessage>()
  for (const message of messages) all.set(numbersOf(message), message)
  return all
}

export function numbersOf({ from, to }: { from: string; to: string }): string {
  return `${from} ${to}`
}

export function partOf(submit: Submit): number {
  return submit.concat?.number ?? 1
}

export type PartsOnWire = {
  /** Numbers of parts that the carrier never saw. */
  missing: number[]
  /** Submitted again after a doubt was noted: the drop rule. */
  resent: number
  /** Submitted again with nothing that explains it. */
  doubled: number
}

/**
 * A part goes out at most once a claim. A later claim may send it again only if the message was in doubt in between
 * (`uncertain`, then put back): that is the drop rule. A submit belongs to the last claim before it, so a worker that wakes
 * up with an old claim in its hand is seen as doubling the claim of whoever took over.
 */
export function judgeParts(message: StoredMessage, submits: readonly Submit[]): PartsOnWire {
  const claims = message.events.filter((event) => event.kind === 'message.sending')
  const doubts = message.events.filter(
    (event, index) => event.kind === 'message.deferred' && message.events[index - 1]?.kind === 'message.uncertain',
  )
  const revOfClaim = (submit: Submit) => claims.findLast((claim) => claim.at <= new Date(submit.at))?.rev ?? -1
  const result: PartsOnWire = { missing: [], resent: 0, doubled: 0 }
  for (let number = 1; number <= message.parts; number++) {
    const revs = submits.filter((submit) => partOf(submit) === number).map(revOfClaim)
    if (revs.length === 0) result.missing.push(number)
    for (const [index, rev] of revs.entries()) {
      const before = revs[index - 1]
      if (rev === -1) result.doubled++
      else if (before === undefined) continue
      else if (doubts.some((doubt) => doubt.rev > before && doubt.rev < rev)) result.resent++
      else result.doubled++
    }
  }
  return result
}

/** What the receipts that we acknowledged say of the message; null while one of its parts has none. */
export function toldByReceipts(
  message: StoredMessage,
  submits: readonly Submit[],
  receipts: ReadonlyMap<string, Delivered>,
): 'delivered' | 'undelivered' | null {
  const stats = new Map<number, string | null>()
  for (const submit of submits) {
    const receipt = receipts.get(submit.id)
    if (receipt && !stats.has(partOf(submit))) stats.set(partOf(submit), receipt.stat)
  }
  if ([...stats.values()].some((stat) => stat !== 'DELIVRD')) return 'undelivered'
  return stats.size === message.parts ? 'delivered' : null
}

/** Acknowledged receipts by the id of the submit answer; a receipt may write it in decimal. */
export function acknowledgedReceipts(log: readonly Entry[]): Map<string, Delivered> {
  const all = new Map<string, Delivered>()
  for (const entry of log) {
    if (entry.event !== 'deliver' || entry.kind !== 'receipt' || entry.answer !== 0 || entry.id === null) continue
    all.set(entry.id, entry)
    if (/^\d+$/.test(entry.id)) all.set(BigInt(entry.id).toString(16).toUpperCase(), entry)
  }
  return all
}
