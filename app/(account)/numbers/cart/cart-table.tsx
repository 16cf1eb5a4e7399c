import { placeOf } from '#components/number/number-words.ts'
import { clock } from '#components/time/zone.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { Cart, CartLine } from '#domain/numbers/read-cart.ts'
import { addToCart, removeFromCart } from './actions.ts'
import { Countdown } from './countdown.tsx'
import { LineForm } from './line-form.tsx'

type Props = { cart: Cart; zone: string }

export function CartTable({ cart, zone }: Props) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Numbers in the cart</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[152px]">
              Number
            </th>
            <th scope="col" className="sm:max-[60rem]:hidden">
              Place
            </th>
            <th scope="col" className="sm:w-[252px] sm:max-[60rem]:w-auto">
              Kept for you
            </th>
            <th scope="col" className="right sm:w-[92px]">
              Setup
            </th>
            <th scope="col" className="right sm:w-[92px]">
              A month
            </th>
            <th scope="col" className="sm:w-[92px]">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {cart.lines.map((line) => (
            <Line key={line.e164} line={line} at={cart.at} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ line, at, zone }: { line: CartLine; at: Date; zone: string }) {
  const offer = line.standing === 'gone' ? null : line.offer
  const name = formatNumber(line.e164)
  return (
    <tr className="*:align-middle!">
      <td>
        <span className="num font-medium whitespace-nowrap">{name}</span>
      </td>
      <td className="card-end text-ink-2 sm:max-[60rem]:hidden">{offer ? placeOf(offer) : ''}</td>
      <td className="card-wide">
        <Standing line={line} at={at} zone={zone} />
      </td>
      <td data-label={offer ? 'Setup' : undefined} className={`right card-wide ${offer ? '' : 'card-hide'}`}>
        {offer ? <span className="num">{formatNanos(offer.setupNanos, 2)}</span> : null}
      </td>
      <td data-label={offer ? 'A month' : undefined} className={`right card-wide ${offer ? '' : 'card-hide'}`}>
        {offer ? <span className="num">{formatNanos(offer.monthlyNanos, 2)}</span> : null}
      </td>
      <td className="right card-wide">
        <LineForm e164={line.e164} action={removeFromCart} label={`Remove ${name}`}>
          Remove
        </LineForm>
      </td>
    </tr>
  )
}

function Standing({ line, at, zone }: { line: CartLine; at: Date; zone: string }) {
  if (line.standing === 'gone') return <span className="text-failed">Somebody else has taken it</span>
  if (line.standing === 'free')
    return (
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-held">Ran out; still free</span>
        <LineForm e164={line.e164} action={addToCart} label={`Try again to reserve ${formatNumber(line.e164)}`}>
          Try again
        </LineForm>
      </span>
    )
  const until = line.until.toISOString()
  return (
    <span className="inline-flex items-baseline gap-2.5">
      <time dateTime={until} className="whitespace-nowrap">
        until <span className="num">{clock(until, zone).slice(0, 5)}</span>
      </time>
      <Countdown until={until} at={at.toISOString()} />
    </span>
  )
}
