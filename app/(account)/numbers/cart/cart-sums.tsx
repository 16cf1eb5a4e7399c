import { Notice } from '#components/ui/notice.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import type { Cart } from '#domain/numbers/read-cart.ts'
import { BuyForm } from './buy-form.tsx'

type Props = { cart: Cart; availableNanos: bigint }

/** What is paid now, what every month, and what the balance is after it: before anything is bought. */
export function CartSums({ cart, availableNanos }: Props) {
  const numbers = cart.lines.flatMap((line) => (line.standing === 'reserved' ? [line.e164] : []))
  if (numbers.length === 0)
    return <Notice tone="hint">Nothing here is kept for you any more. Reserve again what is still free.</Notice>
  const dueNanos = cart.setupNanos + cart.monthlyNanos
  const afterNanos = availableNanos - dueNanos
  const sums: [string, bigint][] = [
    ['Setup, once', cart.setupNanos],
    ['First month', cart.monthlyNanos],
  ]
  return (
    <section aria-label="What it costs" className="grid max-w-[28rem] gap-4">
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-1.5 text-13">
        {sums.map(([name, nanos]) => (
          <Sum key={name} name={name} nanos={nanos} />
        ))}
        <div className="col-span-2 mt-1 border-t border-line" />
        <Sum name="To pay now" nanos={dueNanos} strong />
        <Sum name="Your balance" nanos={availableNanos} />
        <Sum name="Balance after it" nanos={afterNanos} />
      </dl>
      <p className="text-13 text-ink-3">
        Then {formatNanos(cart.monthlyNanos, 2)} a month, on the day of the month that it was bought. Text is enabled at
        once, without a fee.
      </p>
      {afterNanos < 0n ? (
        <Notice tone="failed">
          The balance does not cover this: {formatNanos(-afterNanos, 2)} is missing. Add funds, or remove numbers.
        </Notice>
      ) : (
        <BuyForm numbers={numbers} seenNanos={dueNanos.toString()} price={formatNanos(dueNanos, 2)} />
      )}
    </section>
  )
}

function Sum({ name, nanos, strong = false }: { name: string; nanos: bigint; strong?: boolean }) {
  return (
    <>
      <dt className={strong ? 'font-medium' : 'text-ink-2'}>{name}</dt>
      <dd className={`num text-right ${strong ? 'font-semibold' : ''} ${nanos < 0n ? 'text-failed' : ''}`}>
        {formatNanos(nanos, 2)}
      </dd>
    </>
  )
}
