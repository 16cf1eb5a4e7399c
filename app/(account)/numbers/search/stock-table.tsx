import Link from 'next/link'
import { KIND_WORDS, placeOf } from '#components/number/number-words.ts'
import { spellWith } from '#domain/inventory/letters.ts'
import { numbersOf, type StockBlock } from '#domain/inventory/search-blocks.ts'
import type { StockNumber } from '#domain/inventory/stock-filter.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { TakeForm } from './take-form.tsx'

/** `word`: letters that were searched for. `mayBuy`: without it there is no button. */
type Props = { caption: string; word: string | null; mayBuy: boolean; rows: StockNumber[]; blocks?: StockBlock[] }

export function StockTable({ caption, rows, blocks = [], word, mayBuy }: Props) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={blocks.length > 0 ? 'sm:w-[232px]' : 'sm:w-[168px]'}>
              {blocks.length > 0 ? 'Numbers' : 'Number'}
            </th>
            {word ? (
              <th scope="col" className="sm:w-[164px]">
                Spelled
              </th>
            ) : null}
            <th scope="col">Place</th>
            <th scope="col" className="sm:w-[88px] sm:max-[56rem]:hidden">
              Type
            </th>
            <th scope="col" className="right sm:w-[88px]">
              Setup
            </th>
            <th scope="col" className="right sm:w-[88px]">
              A month
            </th>
            {mayBuy ? (
              <th scope="col" className="sm:w-[124px]">
                <span className="sr-only">Reserve</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.e164} row={row} numbers={[row.e164]} prices={row} word={word} mayBuy={mayBuy} />
          ))}
          {blocks.map((block) => (
            <Line
              key={block.first.e164}
              row={block.first}
              numbers={numbersOf(block)}
              prices={block}
              word={word}
              mayBuy={mayBuy}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type LineProps = {
  row: StockNumber
  numbers: string[]
  prices: { setupNanos: bigint; monthlyNanos: bigint }
  word: string | null
  mayBuy: boolean
}

function Line({ row, numbers, prices, word, mayBuy }: LineProps) {
  const name = formatNumber(row.e164)
  const isBlock = numbers.length > 1
  const spelled = word ? spellWith(row.e164, word) : null
  return (
    <tr className="*:align-middle!">
      <td>
        <span className="num font-medium">{name}</span>
        {isBlock ? <span className="num font-medium"> to {numbers.at(-1)?.slice(-4)}</span> : null}
        {isBlock ? <span className="ml-1.5 text-ink-3">· {numbers.length}</span> : null}
      </td>
      {word ? <td className="num card-end font-medium text-signal">{spelled ?? ''}</td> : null}
      <td className={word ? 'card-wide text-ink-2' : 'card-end text-ink-2'}>{placeOf(row)}</td>
      <td className="card-hide text-ink-2 sm:max-[56rem]:hidden">{KIND_WORDS[row.kind]}</td>
      <td data-label="Setup" className="right card-wide">
        <span className="num">{formatNanos(prices.setupNanos, 2)}</span>
      </td>
      <td data-label="A month" className="right card-wide">
        <span className="num">{formatNanos(prices.monthlyNanos, 2)}</span>
      </td>
      {mayBuy ? (
        <td className="right card-wide">
          {row.isReserved && !isBlock ? (
            <Link href="/numbers/cart" className="link inline-flex min-h-6 items-center text-13">
              In your cart
            </Link>
          ) : (
            <TakeForm
              numbers={numbers}
              label={isBlock ? `Reserve ${numbers.length} from ${name}` : `Reserve ${name}`}
            />
          )}
        </td>
      ) : null}
    </tr>
  )
}
