import { formatPrice } from '#components/money.ts'
import { MESSAGES_PATH } from '#components/table/log-href.ts'
import { clock, date, fullMoment, zoneName } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { OnlyThis } from '#components/ui/only-this.tsx'
import { StatusMark, statusWord } from '#components/ui/status-mark.tsx'
import { TestMark } from '#components/ui/test-mark.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { type MessageFilter, messageQuery } from '#domain/reports/message-filter.ts'
import type { MessageDetail } from '#domain/reports/message-rows.ts'

const ENCODINGS = { gsm7: 'GSM-7', ucs2: 'UCS-2' } as const

/** The log narrowed to a value: the one it was opened from, or the whole. */
export type OnlyHref = (change: Partial<MessageFilter>) => string
const OF_ALL: OnlyHref = (change) => `${MESSAGES_PATH}?${messageQuery(change)}`

type Props = { message: MessageDetail; zone: string; onlyHref?: OnlyHref | undefined }

export function MessageFacts({ message, zone, onlyHref = OF_ALL }: Props) {
  const { status, direction, from, to } = message
  const only = (change: Partial<MessageFilter>, what: string) => (
    <OnlyThis key="only" href={onlyHref(change)} what={what} />
  )
  const facts: Fact[] = [
    [
      'Status',
      [
        <StatusMark key="status" status={status} />,
        message.isTest ? <TestMark key="test" /> : null,
        only({ status }, statusWord(status)),
      ],
    ],
    ['Direction', [direction === 'outbound' ? 'Outbound' : 'Inbound', only({ direction }, direction)]],
    ['From', [<Phone key="from" e164={from} />, only({ from }, `from ${formatNumber(from)}`)]],
    ['To', [<Phone key="to" e164={to} />, only({ to }, `to ${formatNumber(to)}`)]],
    ['Parts', partsOf(message)],
    ['Price', priceOf(message)],
    ['When', <When key="at" at={message.at} zone={zone} />],
  ]
  const { keyId, keyName, carrierId, linkName, errorCode, errorReason, tag } = message
  if (direction === 'outbound')
    facts.push([
      'Sent with',
      keyId && keyName ? [`key ${keyName}`, only({ key: keyId }, `key ${keyName}`)] : 'the portal',
    ])
  if (tag) facts.push(['Tag', [tag, only({ tag }, `tag ${tag}`)]])
  if (linkName) facts.push(['Carrier link', [linkName, carrierId ? only({ carrier: carrierId }, linkName) : null]])
  if (errorCode)
    facts.push([
      'Error code',
      [
        <span key="code" className="num">
          {errorCode}
        </span>,
        only({ error: errorCode }, `error ${errorCode}`),
      ],
    ])
  if (errorReason) facts.push(['Reason', errorReason])
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

function priceOf({ priceNanos, partNanos, parts, isTest, postings }: MessageDetail) {
  if (priceNanos === '0') return formatPrice('0')
  const each = parts > 1 ? ` (${parts} × ${formatNanos(partNanos)})` : ''
  const refunded = postings.reduce((sum, one) => sum + (one.kind === 'refund' ? BigInt(one.amountNanos) : 0n), 0n)
  return (
    <span>
      <span className="num">{formatNanos(priceNanos) + each}</span>
      {isTest ? <span className="text-ink-3"> test money</span> : null}
      {refunded > 0n ? (
        <span className="text-ink-3">
          , refunded <span className="num">{formatNanos(refunded)}</span>
        </span>
      ) : null}
    </span>
  )
}
