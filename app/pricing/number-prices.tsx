import { KIND_PLURALS } from '#components/rate/rate-words.ts'
import type { NumberPrice } from '#domain/inventory/read-number-prices.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'

const KINDS: NumberKind[] = ['longcode', 'toll_free']

/** What the numbers that are for sale cost, from the stock itself. */
export function NumberPrices({ prices }: { prices: NumberPrice[] }) {
  const kinds = KINDS.filter((kind) => prices.some((one) => one.kind === kind))
  return (
    <div className="ledger-frame">
      <table className="ledger">
        <caption className="sr-only">What numbers cost</caption>
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col" className="right">
              Setup, once
            </th>
            <th scope="col" className="right">
              A month
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const own = prices.filter((one) => one.kind === kind)
            return (
              <tr key={kind}>
                <td className="font-medium">{KIND_PLURALS[kind]}</td>
                <td className="num right whitespace-normal">{span(own.map(({ setupNanos }) => setupNanos))}</td>
                <td className="num right whitespace-normal">{span(own.map(({ monthlyNanos }) => monthlyNanos))}</td>
              </tr>
            )
          })}
          <tr>
            <td className="whitespace-normal">
              <span className="font-medium">Your own number, text-enabled</span>
              <span className="block text-ink-3">Ported in with its voice service</span>
            </td>
            <td className="num right">free</td>
            <td className="num right">free</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function span(nanos: bigint[]): string {
  const sorted = nanos.toSorted((one, other) => (one < other ? -1 : 1))
  const [least = 0n, most = 0n] = [sorted[0], sorted.at(-1)]
  return least === most ? formatNanos(least, 2) : `${formatNanos(least, 2)} to ${formatNanos(most, 2)}`
}
