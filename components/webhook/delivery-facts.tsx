import Link from 'next/link'
import { messageHref } from '#components/table/log-href.ts'
import { Moment } from '#components/time/moment.tsx'
import { clock, date, fullMoment, zoneName } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { EVENT_WORDS, HELD_WORDS } from '#domain/webhooks/delivery.ts'
import type { DeliveryDetail } from '#domain/webhooks/delivery-rows.ts'
import { OutcomeMark, outcomeOf } from './outcome-mark.tsx'
import { endpointHref } from './webhook-paths.ts'

export function DeliveryFacts({ delivery, zone }: { delivery: DeliveryDetail; zone: string }) {
  const {
    id,
    at,
    kind,
    number,
    peer,
    address,
    endpointId,
    heldWhy,
    tries: attempts,
    nextAttemptAt,
    messageRef,
  } = delivery
  const facts: Fact[] = [
    [
      'Outcome',
      [
        <OutcomeMark key="outcome" outcome={outcomeOf(delivery)} />,
        heldWhy ? (
          <span key="why" className="text-ink-2">
            {HELD_WORDS[heldWhy]}
          </span>
        ) : null,
      ],
    ],
    ['Event', EVENT_WORDS[kind]],
    [
      'When',
      <span key="at">
        <time dateTime={at} title={fullMoment(at, zone)} className="num">
          {date(at, zone)}, {clock(at, zone)}
        </time>{' '}
        <span className="text-ink-3">{zoneName(zone)}</span>
      </span>,
    ],
    ['Number', <Phone key="number" e164={number} />],
    ['Other side', <Phone key="peer" e164={peer} />],
  ]
  if (messageRef)
    facts.push([
      'Message',
      <Link key="message" href={messageHref(messageRef)} className="link num min-w-0 truncate">
        {messageRef}
      </Link>,
    ])
  if (endpointId && address)
    facts.push([
      'Endpoint',
      <Link key="endpoint" href={endpointHref(endpointId)} className="link num min-w-0 break-all">
        {address}
      </Link>,
    ])
  facts.push(['Attempts', <span key="attempts" className="num">{`${attempts.length}`}</span>])
  if (nextAttemptAt) facts.push(['Next attempt', <Moment key="next" at={nextAttemptAt} zone={zone} as="shortMoment" />])
  facts.push([
    'Id',
    <span key="id" className="flex min-w-0 items-baseline gap-1">
      <span className="num min-w-0 truncate" title={id}>
        {id}
      </span>
      <CopyButton text={id} what="event id" />
    </span>,
  ])
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
