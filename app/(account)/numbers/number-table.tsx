import { Check, Clock, Pause, Undo2 } from 'lucide-react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { OwnNumber } from '#domain/numbers/list-numbers.ts'
import type { Rate } from '#domain/rates/read-rates.ts'
import { pickUrl, type RequestUrl } from '#domain/routing/effective-url.ts'

type Props = { numbers: OwnNumber[]; urls: RequestUrl[]; rates: Rate[] }

const KINDS = { longcode: 'Long code', toll_free: 'Toll-free' } as const
const STATES = {
  enabled: { word: 'Text-enabled', icon: Check, colour: 'text-delivered' },
  porting: { word: 'Porting in', icon: Clock, colour: 'text-queued' },
  suspended: { word: 'Suspended', icon: Pause, colour: 'text-failed' },
  released: { word: 'Released', icon: Undo2, colour: 'text-queued' },
} as const

export function NumberTable({ numbers, urls, rates }: Props) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Numbers of this account</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[168px]">
              Number
            </th>
            <th scope="col" className="sm:w-[124px]">
              Name
            </th>
            <th scope="col" className="sm:w-[90px] sm:max-[48rem]:hidden">
              Kind
            </th>
            <th scope="col" className="sm:w-[124px]">
              State
            </th>
            <th scope="col">SMS request URL</th>
            <th scope="col" className="right sm:w-[104px]">
              Inbound part
            </th>
          </tr>
        </thead>
        <tbody>
          {numbers.map((number) => (
            <NumberRow key={number.e164} number={number} urls={urls} rates={rates} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function NumberRow({ number, urls, rates }: { number: OwnNumber } & Omit<Props, 'numbers'>) {
  const { e164, alias, kind, messagingState, rateCenter, state } = number
  const url = pickUrl(urls, e164, 'sms_callback')
  const own = urls.some((one) => one.e164 === e164 && one.kind === 'sms_callback')
  const rate = rates.find((one) => one.direction === 'inbound' && one.numberKind === kind)
  const { word, icon: Icon, colour } = STATES[messagingState]
  return (
    <tr>
      <td>
        <span className="inline-flex items-baseline gap-1">
          <span className="num">{formatNumber(e164)}</span>
          <CopyButton text={e164} what={e164} />
        </span>
      </td>
      <td className="card-end" title={alias ?? undefined}>
        {alias ?? <span className="text-ink-3">{[rateCenter, state].filter(Boolean).join(', ')}</span>}
      </td>
      <td className="text-ink-2 sm:max-[48rem]:hidden">{KINDS[kind]}</td>
      <td className="card-end">
        <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
          <Icon className="size-3.5 self-center" strokeWidth={1.75} aria-hidden="true" />
          {word}
        </span>
      </td>
      <td data-label="SMS request URL" className="card-wide" title={url ?? undefined}>
        {url ? (
          <span className="num break-all">{url}</span>
        ) : (
          <span className="text-ink-3">None: inbound is kept here</span>
        )}
        {url && !own ? <span className="text-ink-3"> (account’s)</span> : null}
      </td>
      <td data-label="Inbound part" className="right card-wide">
        {url && rate ? (
          <span className="num">{formatNanos(rate.partNanos)}</span>
        ) : (
          <span className="text-ink-3">free</span>
        )}
      </td>
    </tr>
  )
}
