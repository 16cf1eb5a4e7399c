import type { ReactNode } from 'react'
import { StateMeaning } from '#components/number/number-state.tsx'
import { KIND_WORDS, placeOf, registrationWord } from '#components/number/number-words.ts'
import { spanWord } from '#components/rate/rate-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import type { NumberDetail } from '#domain/numbers/read-number.ts'
import { type Price, spanOf } from '#domain/rates/read-prices.ts'
import { reachOf } from '#domain/routing/parties.ts'

type Span = ReturnType<typeof spanOf>
type Props = { number: NumberDetail; prices: Price[]; zone: string }

export function NumberFacts({ number, prices, zone }: Props) {
  return (
    <div className="grid items-start gap-x-10 gap-y-1 border-t border-line pt-3 panel:grid-cols-2">
      <Facts
        facts={[
          ['E.164', [<Mono key="e164">{number.e164}</Mono>, <CopyButton key="copy" text={number.e164} what="E.164" />]],
          ['Kind', KIND_WORDS[number.kind]],
          ['Place', placeOf(number) ?? 'Not known'],
          [
            'Text',
            <span key="text">
              <StateMeaning number={number} zone={zone} />
            </span>,
          ],
          ['Registered', registrationWord(number.kind, number.registration)],
          ['Reaches', reachOf(number.kind)],
          ...(number.tags.length > 0 ? [['Tags', number.tags.join(', ')] as [string, string]] : []),
        ]}
      />
      <Facts
        facts={[
          ['Outbound', <PerPart key="outbound" span={spanOf(prices, 'outbound', number.kind)} />],
          ['Inbound', <Inbound key="inbound" number={number} span={spanOf(prices, 'inbound', number.kind)} />],
          ['Monthly', <Monthly key="monthly" number={number} zone={zone} />],
          ['Here since', <Moment key="since" at={number.createdAt.toISOString()} zone={zone} as="shortMoment" />],
        ]}
      />
    </div>
  )
}

/** Of the next part; it may differ by where the other side is. */
function PerPart({ span }: { span: Span }) {
  if (span === null) return 'No rate is set'
  return (
    <span>
      <Mono>{spanWord(span)}</Mono> a part
    </span>
  )
}

function Monthly({ number, zone }: { number: NumberDetail; zone: string }) {
  const { monthlyNanos, nextChargeAt, arrearsSince, messagingState } = number
  if (monthlyNanos === 0n) return 'Nothing'
  const isCharged = nextChargeAt !== null && messagingState !== 'released'
  return (
    <span>
      <Mono>{formatNanos(monthlyNanos, 2)}</Mono>
      {isCharged && !arrearsSince ? (
        <span className="text-ink-3">
          , next on <Moment at={nextChargeAt.toISOString()} zone={zone} as="shortMoment" />
        </span>
      ) : null}
      {isCharged && arrearsSince ? (
        <span className="block text-failed">
          Not paid since <Moment at={arrearsSince.toISOString()} zone={zone} as="shortMoment" />: add funds to keep it
          working.
        </span>
      ) : null}
    </span>
  )
}

/** Rule F17. */
function Inbound({ number: { urls }, span }: { number: NumberDetail; span: Span }) {
  if (!urls.sms_callback)
    return (
      <span>
        Free while no SMS request URL is set
        {span === null ? null : (
          <span className="text-ink-3">
            , else <Mono>{spanWord(span)}</Mono> a part
          </span>
        )}
      </span>
    )
  return (
    <span>
      <PerPart span={span} />
      <span className="text-ink-3">; it would be free without an SMS request URL</span>
    </span>
  )
}

function Mono({ children }: { children: ReactNode }) {
  return <span className="num">{children}</span>
}
