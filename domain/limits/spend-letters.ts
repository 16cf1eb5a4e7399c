/** What is told about limits and fuses. Names that somebody gave, last. */
import { formatNanos } from '#domain/ledger/money.ts'
import type { Letter } from '#domain/mail/queue-mail.ts'
import { quoteName } from '#domain/mail/quote-name.ts'
import { env } from '#lib/env.ts'

export type AtPercent = { name: string; percent: number; spentNanos: bigint; limitNanos: bigint; until: Date }

export function limitLetter(accountName: string, { name, percent, spentNanos, limitNanos, until }: AtPercent): Letter {
  const next =
    percent >= 100
      ? 'What would go beyond it is refused with “402 Payment Required” until then.'
      : 'At 100%, messages that would go beyond it are refused until then.'
  return letter({
    subject: `A spend limit is at ${percent}%`,
    body: `${formatNanos(spentNanos, 4)} of ${formatNanos(limitNanos, 2)} is spent. The limit begins anew at ${utc(until)}. ${next}`,
    names: `Limit: ${quoteName(name)}\nAccount: ${quoteName(accountName)}`,
  })
}

export type Tripped = {
  prefix: string
  keyName: string | null
  trippedAt: Date
  messages: number
  withinSeconds: number
  allowed: number
}

export function tripLetter(accountName: string, trip: Tripped): Letter {
  return letter({
    subject: `Sending to ${trip.prefix} is paused`,
    body: `${trip.messages} messages went to numbers that begin with ${trip.prefix} within ${trip.withinSeconds} seconds, where ${trip.allowed} are allowed. This looks like message pumping, so since ${utc(trip.trippedAt)} messages of this sender to ${trip.prefix} are refused. Other destinations and other keys go on.

If it was meant, resume it with one click. If not, look at who could make your system send:`,
    names: `${trip.keyName === null ? 'Sender: people in the portal' : `Key: ${quoteName(trip.keyName)}`}\nAccount: ${quoteName(accountName)}`,
  })
}

function letter({ subject, body, names }: { subject: string; body: string; names: string }): Letter {
  return { subject, body: `${body}\n\n${env.portal.url}/billing/limits\n\n${names}\n` }
}

function utc(at: Date): string {
  return `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`
}
