/**
 * The checker of three witnesses: what the client was told, what the carrier saw, what the receiver got, joined with the
 * database. Whatever died in between, every count of `faults` must be zero.
 */
import { mayMove, type Status } from '#domain/messages/status.ts'
import { RECEIPT_CODES } from '#domain/webhooks/receipt-codes.ts'
import { fromMessageRef, toMessageRef } from '#lib/ids.ts'
import type { Entry } from '#server/carriers/sandbox/witness.ts'
import type { Posted } from './receiver.ts'
import { countStrayPostings, readBooks, readMessages, type StoredMessage } from './witnesses-read.ts'
import {
  acknowledgedReceipts,
  byNumbers,
  judgeParts,
  numbersOf,
  type Submit,
  toldByReceipts,
} from './witnesses-wire.ts'

/** One message as its client knows it: what each try was answered, null for no answer. */
export type Sent = {
  from: string
  to: string
  answers: { status: number | null; id: string | null; replayed: boolean }[]
}
/** A phone's message that the carrier promised to bring us. */
export type Originated = { from: string; to: string; body: string }

export const FAULTS = [
  'accepted, not in the database',
  'accepted, never submitted',
  'submitted twice outside the drop rule',
  'submitted, never accepted',
  'charged, never accepted',
  'one key, two messages',
  'receipt lost',
  'inbound lost',
  'web hook missing',
  'web hook under two ids',
  'status moved backwards',
  'final without one settle or release',
  'ledger not zero or balance off',
] as const
export type Fault = (typeof FAULTS)[number]

export type Verdict = {
  faults: Record<Fault, number>
  /** What to look at, for each fault that there is. */
  examples: Partial<Record<Fault, string[]>>
  /** Inside the rules of a carrier without idempotency: at most a window of each for each drop. */
  allowed: { 'submitted twice inside the drop rule': number; 'inbound kept twice': number }
  seen: { accepted: number; submits: number; receipts: number; inbound: number; posts: number }
}

export type Witnesses = {
  databaseUrl: string
  accountId: string
  client: readonly Sent[]
  carrier: readonly Entry[]
  originated: readonly Originated[]
  receiver: readonly Posted[]
}

export async function checkWitnesses(witnesses: Witnesses): Promise<Verdict> {
  const { databaseUrl, accountId, client, carrier, originated, receiver } = witnesses
  const messages = await readMessages(databaseUrl, accountId)
  const found = new Map<Fault, string[]>(FAULTS.map((fault) => [fault, []]))
  const note = (fault: Fault, what: string) => found.get(fault)?.push(what)

  const outbound = messages.filter((message) => message.direction === 'outbound')
  const inbound = messages.filter((message) => message.direction === 'inbound')
  const known = byNumbers(outbound)
  const submits = carrier.filter((entry): entry is Submit => entry.event === 'submit')
  const submitsOf = Map.groupBy(submits, numbersOf)
  const receipts = acknowledgedReceipts(carrier)

  const accepted = compareWithClient(client, outbound, note)
  let resent = 0
  for (const message of outbound) {
    const ofMessage = submitsOf.get(numbersOf(message)) ?? []
    const parts = judgeParts(message, ofMessage)
    const refused = message.status === 'rejected' || message.status === 'canceled'
    if (parts.missing.length > 0 && !refused) note('accepted, never submitted', message.id)
    if (parts.doubled > 0) note('submitted twice outside the drop rule', message.id)
    if (parts.resent > 0) resent++
    const told = toldByReceipts(message, ofMessage, receipts)
    if (told !== null && message.status !== told) note('receipt lost', `${message.id} is ${message.status}`)
  }
  for (const [numbers, [first]] of submitsOf)
    if (!known.has(numbers)) note('submitted, never accepted', first?.id ?? '')

  const keptTwice = compareInbound(originated, inbound, note)
  compareWebhooks(messages, receiver, note)
  for (const message of messages) judgeHistory(message, note)
  for (const id of await countStrayPostings(databaseUrl, accountId)) note('charged, never accepted', id)
  const { sum, availableOff, heldOff } = await readBooks(databaseUrl, accountId)
  if (sum !== 0n || availableOff !== 0n || heldOff !== 0n)
    note('ledger not zero or balance off', `sum ${sum}, available ${availableOff}, held ${heldOff}`)

  return {
    faults: Object.fromEntries([...found].map(([fault, all]) => [fault, all.length])) as Record<Fault, number>,
    examples: Object.fromEntries(
      [...found].filter(([, all]) => all.length > 0).map(([f, all]) => [f, all.slice(0, 5)]),
    ),
    allowed: { 'submitted twice inside the drop rule': resent, 'inbound kept twice': keptTwice },
    seen: {
      accepted,
      submits: submits.length,
      receipts: receipts.size,
      inbound: inbound.length,
      posts: receiver.length,
    },
  }
}

type Note = (fault: Fault, what: string) => void

function compareWithClient(client: readonly Sent[], outbound: readonly StoredMessage[], note: Note): number {
  const stored = new Set(outbound.map((message) => message.id))
  const told = new Set<string>()
  for (const { from, to, answers } of client) {
    const ids = new Set(answers.flatMap((answer) => (answer.status === 202 ? [fromMessageRef(answer.id ?? '')] : [])))
    for (const id of ids) {
      if (id === null || !stored.has(id)) note('accepted, not in the database', `${from} ${to}`)
      else told.add(id)
    }
    if (ids.size > 1) note('one key, two messages', `${from} ${to}`)
  }
  // Every try of every key has been answered by the end, so what nobody was told of should not be there.
  for (const { id } of outbound) if (!told.has(id)) note('charged, never accepted', id)
  const twins = Map.groupBy(outbound, numbersOf)
  for (const [numbers, same] of twins) if (same.length > 1) note('one key, two messages', numbers)
  return told.size
}

function compareInbound(originated: readonly Originated[], inbound: readonly StoredMessage[], note: Note): number {
  const kept = Map.groupBy(inbound, ({ from, to, body }) => `${from} ${to} ${body}`)
  let twice = 0
  for (const { from, to, body } of originated) {
    const copies = kept.get(`${from} ${to} ${body}`)?.length ?? 0
    if (copies === 0) note('inbound lost', `${from}: ${body.slice(0, 30)}`)
    if (copies > 1) twice++
  }
  return twice
}

/** Every event that clients are told of has a URL in force in these runs, so each must have arrived. */
function compareWebhooks(messages: readonly StoredMessage[], receiver: readonly Posted[], note: Note): void {
  const posts = Map.groupBy(receiver, ({ body }) => {
    const { id, type, attributes } = JSON.parse(body).data
    return type === 'message' ? id : `${id} ${attributes.status_code_description}`
  })
  for (const { id, events } of messages) {
    for (const { kind } of events) {
      const status = kind.replace('message.', '') as Status
      const code = RECEIPT_CODES[status]
      if (!code && status !== 'received') continue
      const ofEvent = posts.get(code ? `${toMessageRef(id)} ${code.description}` : toMessageRef(id)) ?? []
      const succeeded = ofEvent.some((post) => post.status !== null && post.status >= 200 && post.status < 300)
      if (!succeeded) note('web hook missing', `${id} ${kind}`)
      if (new Set(ofEvent.map((post) => `${post.webhookId} ${post.body}`)).size > 1)
        note('web hook under two ids', `${id} ${kind}`)
    }
  }
}

function judgeHistory(message: StoredMessage, note: Note): void {
  const { id, events, direction, status, postings } = message
  const path = events.map(({ kind }) =>
    kind === 'message.deferred' ? 'accepted' : kind.replace('message.', ''),
  ) as Status[]
  const steps = path.slice(1).every((to, index) => mayMove(path[index] ?? 'canceled', to))
  const revs = events.every(({ rev }, index) => rev === index)
  if (!steps || !revs || path.at(-1) !== status || events.at(-1)?.rev !== message.rev)
    note('status moved backwards', `${id}: ${path.join(' → ')}, row says ${status}`)
  const ends = (postings.settle ?? 0) + (postings.release ?? 0)
  const open = status === 'accepted' || status === 'sending' || status === 'uncertain'
  const holds = postings.hold ?? 0
  if (
    direction === 'outbound'
      ? holds !== 1 || ends !== (open ? 0 : 1)
      : (postings.charge ?? 0) !== (status === 'received' ? 1 : 0)
  )
    note('final without one settle or release', `${id} is ${status}: ${JSON.stringify(postings)}`)
}
