/** One message's road as stations, told from its events, its exchanges with the carrier, its postings and its webhooks. */

import { duration } from '#components/time/zone.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { FAILED, isFinal, type Status } from '#domain/messages/status.ts'
import type { Delivery, DeliveryAttempt, MessageDetail, TimelineEvent } from '#domain/reports/message-rows.ts'
import type { EventKind } from '#domain/webhooks/delivery.ts'
import { receiptError } from './receipt.ts'

export type Tone = 'good' | 'failed' | 'held' | 'quiet' | 'next'
export type Station = { key: string; at: string | null; title: string; note: string | null; tone: Tone }

const TITLES: Record<string, string> = {
  accepted: 'Accepted',
  sending: 'Handed to the carrier link',
  deferred: 'Put back to try again',
  uncertain: 'No answer from the carrier',
  sent: 'Taken by the carrier',
  delivered: 'Delivered',
  undelivered: 'Not delivered',
  expired: 'Expired',
  rejected: 'Rejected',
  canceled: 'Canceled',
  received: 'Received',
  held: 'Received and held',
  released: 'Released',
}

export function tellRoad(message: MessageDetail): Station[] {
  const events = message.events.map((event, index) => eventStation(message, event, index))
  const attempts = message.deliveries.flatMap((delivery) =>
    delivery.attempts.map((attempt) => attemptStation(delivery, attempt)),
  )
  const past = [...events, ...attempts].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
  return [...past, ...awaited(message)]
}

function eventStation(message: MessageDetail, event: TimelineEvent, index: number): Station {
  const kind = event.kind.replace('message.', '')
  return {
    key: `${index}-${kind}`,
    at: event.at,
    title: TITLES[kind] ?? kind.replaceAll('_', ' '),
    note: noteOf(message, kind, event),
    tone: toneOf(kind),
  }
}

function toneOf(kind: string): Tone {
  const failed: readonly string[] = FAILED
  if (failed.includes(kind)) return 'failed'
  if (kind === 'held' || kind === 'uncertain' || kind === 'deferred') return 'held'
  return kind === 'sending' || kind === 'canceled' ? 'quiet' : 'good'
}

function noteOf(message: MessageDetail, kind: string, event: TimelineEvent): string | null {
  const { exchanges } = message
  const [first] = exchanges
  // One part's sequence and id stand for the message only where it has but one.
  const only = exchanges.length === 1 ? first : undefined
  const parts = exchanges.length > 1 && `${exchanges.length} parts`
  const reason = typeof event.detail.reason === 'string' ? event.detail.reason : null
  const posted = (name: string) => message.postings.find((posting) => posting.kind === name)
  const money = (name: string, word: string) => {
    const posting = posted(name)
    return posting ? `${formatNanos(posting.amountNanos)} ${posting.isTest ? 'test money ' : ''}${word}` : null
  }
  const say = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(', ') || null
  switch (kind) {
    case 'accepted':
      return say(money('hold', 'held'), reason)
    case 'sending':
      return say(first && `link ${first.linkName}`, parts, only?.sequence && `sequence ${only.sequence}`, reason)
    case 'sent':
      return say(parts, only?.carrierMessageId && `id ${only.carrierMessageId}`, money('settle', 'settled'), reason)
    case 'delivered':
    case 'undelivered':
      return receiptNote(message, kind)
    case 'received':
      return say(money('charge', 'charged'), reason, keywordNote(event))
    case 'held':
      return say(reason, keywordNote(event))
    default:
      return say(reason ?? (isEnd(kind) ? message.errorReason : null), isEnd(kind) && money('release', 'given back'))
  }
}

const KEYWORDS: Record<string, string> = {
  stop: 'read as STOP: they get no more messages from this number',
  start: 'read as START: it lifts an opt-out',
  help: 'read as HELP: answered by itself',
}

/** YES means nothing by itself: its answer is shown where it had one. */
function keywordNote({ detail }: TimelineEvent): string | null {
  return typeof detail.keyword === 'string' ? (KEYWORDS[detail.keyword] ?? null) : null
}

/** The receipt that decided: of several parts, the first that says what became of the message. */
function receiptNote({ exchanges }: MessageDetail, kind: string): string | null {
  const told = exchanges.find((one) => one.receiptState === kind) ?? exchanges.find((one) => one.receiptState)
  if (!told) return null
  const error = receiptError(told.receiptError)
  const says = `receipt says ${told.receiptState}${error ? `, error ${error}` : ''}`
  if (exchanges.length === 1) return says
  const alike = exchanges.filter((one) => one.receiptState === told.receiptState).length
  if (alike === exchanges.length) return `${alike} parts, each ${says}`
  return `part ${told.number} of ${exchanges.length}: ${says}`
}

function isEnd(kind: string): boolean {
  return kind === 'rejected' || kind === 'canceled' || kind === 'expired'
}

const HOOK: Record<EventKind, string> = {
  inbound: 'SMS request URL',
  receipt: 'Receipts URL',
  'optout.created': 'Opt-outs URL',
  'optout.removed': 'Opt-outs URL',
}

function attemptStation(delivery: Delivery, attempt: DeliveryAttempt): Station {
  const took = attempt.statusCode !== null && attempt.statusCode < 300
  const what = HOOK[delivery.kind]
  const answered = attempt.statusCode === null ? `${what} did not answer` : `${what} answered ${attempt.statusCode}`
  const notes = [hostOf(delivery.url), `attempt ${attempt.number}`, attempt.error, duration(attempt.durationMs)]
  return {
    key: `${delivery.id}-${attempt.number}`,
    at: attempt.at,
    title: answered,
    note: notes.filter(Boolean).join(', '),
    tone: took ? 'good' : 'failed',
  }
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

const AWAITED: Partial<Record<Status, string>> = {
  accepted: 'Waiting for the carrier link',
  sending: 'Waiting for the carrier’s answer',
  uncertain: 'Waiting for a receipt, then it is sent once more',
  sent: 'Waiting for the delivery receipt',
}

function awaited(message: MessageDetail): Station[] {
  const own = AWAITED[message.status]
  const stations: Station[] = own ? [{ key: 'next', at: null, title: own, note: null, tone: 'next' }] : []
  for (const delivery of message.deliveries) {
    if (delivery.status !== 'pending') continue
    const title = `${HOOK[delivery.kind]} is called next`
    stations.push({ key: delivery.id, at: delivery.nextAttemptAt, title, note: hostOf(delivery.url), tone: 'next' })
  }
  return stations
}

/** Nothing more is expected to happen by itself. */
export function isSettled(message: MessageDetail): boolean {
  return isFinal(message.status) && message.deliveries.every((delivery) => delivery.status !== 'pending')
}

/** `Delivered in 1.3 s`, `Rejected`, `Waiting for the delivery receipt` */
export function headline(message: MessageDetail): string {
  const end = message.events.findLast((event) => event.kind === `message.${message.status}`)
  if (message.status === 'delivered' && end) return `Delivered in ${briefly(message.at, end.at)}`
  if (message.status === 'held') return 'Received and held'
  return AWAITED[message.status] ?? TITLES[message.status] ?? message.status
}

function briefly(from: string, to: string): string {
  const ms = Math.max(0, new Date(to).getTime() - new Date(from).getTime())
  return ms < 1000 ? `${(ms / 1000).toFixed(1)} s` : duration(ms)
}
