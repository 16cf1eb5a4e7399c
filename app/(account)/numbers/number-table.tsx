import Link from 'next/link'
import { NumberStateMark } from '#components/number/number-state.tsx'
import { KIND_WORDS, numberHref } from '#components/number/number-words.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { OwnNumber } from '#domain/numbers/list-numbers.ts'
import type { Rate } from '#domain/rates/read-rates.ts'
import { pickUrl, type RequestUrl } from '#domain/routing/effective-url.ts'

type Props = { numbers: OwnNumber[]; urls: RequestUrl[]; rates: Rate[] }

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
  return (
    <tr>
      <td>
        <span className="inline-flex items-baseline gap-1">
          <Link href={numberHref(e164)} className="num link">
            {formatNumber(e164)}
          </Link>
          <CopyButton text={e164} what={e164} />
        </span>
      </td>
      <td className="card-end" title={alias ?? undefined}>
        {alias ?? <span className="text-ink-3">{[rateCenter, state].filter(Boolean).join(', ')}</span>}
      </td>
      <td className="text-ink-2 sm:max-[48rem]:hidden">{KIND_WORDS[kind]}</td>
      <td className="card-end">
        <NumberStateMark state={messagingState} />
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
