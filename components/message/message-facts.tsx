import { formatPrice } from '#components/money.ts'
import { clock, date, fullMoment, zoneName } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TestMark } from '#components/ui/test-mark.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { MessageDetail } from '#domain/reports/message-rows.ts'

const ENCODINGS = { gsm7: 'GSM-7', ucs2: 'UCS-2' } as const

export function MessageFacts({ message, zone }: { message: MessageDetail; zone: string }) {
  const facts: Fact[] = [
    ['Status', [<StatusMark key="status" status={message.status} />, message.isTest ? <TestMark key="test" /> : null]],
    ['Direction', message.direction === 'outbound' ? 'Outbound' : 'Inbound'],
    ['From', <Phone key="from" e164={message.from} />],
    ['To', <Phone key="to" e164={message.to} />],
    ['Parts', partsOf(message)],
    ['Price', priceOf(message)],
    ['When', <When key="at" at={message.at} zone={zone} />],
  ]
  if (message.direction === 'outbound')
    facts.push(['Sent with', message.keyName ? `key ${message.keyName}` : 'the portal'])
  if (message.linkName) facts.push(['Carrier link', message.linkName])
  if (message.errorReason) facts.push(['Reason', message.errorReason])
  facts.push(['Id', <Ref key="id" text={message.ref} />])
  return <Facts facts={facts} />
}

function Phone({ e164 }: { e164: string }) {
  return (
    <>
      <span className="num">{formatNumber(e164)}</span>
      <CopyButton text={e164} what={e164} />
    </>
  )
}

function When({ at, zone }: { at: string; zone: string }) {
  return (
    <>
      <time dateTime={at} title={fullMoment(at, zone)} className="num">
        {date(at, zone)}, {clock(at, zone)}
      </time>
      <span className="text-ink-3">{zoneName(zone)}</span>
    </>
  )
}

function Ref({ text }: { text: string }) {
  return (
    <span className="flex min-w-0 items-baseline gap-1">
      <span className="num min-w-0 truncate" title={text}>
        {text}
      </span>
      <CopyButton text={text} what="id" />
    </span>
  )
}

function partsOf({ parts, encoding, body }: MessageDetail): string {
  const length = body === null ? '' : `, ${Array.from(body).length} characters`
  return `${parts}, ${ENCODINGS[encoding]}${length}`
}

function priceOf({ priceNanos, partNanos, parts, isTest }: MessageDetail) {
  if (priceNanos === '0') return formatPrice('0')
  const each = parts > 1 ? ` (${parts} × ${formatNanos(partNanos)})` : ''
  return (
    <span>
      <span className="num">{formatNanos(priceNanos) + each}</span>
      {isTest ? <span className="text-ink-3"> test money</span> : null}
    </span>
  )
}
