import { KIND_WORDS } from '#components/port/port-words.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { Split } from '#domain/porting/split-order.ts'

/** What will be opened: carriers take long codes and toll-free numbers apart, and each carrier its own. */
export function SplitList({ split }: { split: Split[] }) {
  return (
    <section aria-labelledby="orders" className="grid gap-2 rounded-md border border-line bg-surface px-4 py-3.5">
      <h2 id="orders" className="text-14 font-semibold">
        {split.length === 1 ? 'One order' : `${split.length} orders, in one group`}
      </h2>
      {split.length > 1 ? (
        <p className="text-13 text-ink-2">
          Long codes, toll-free numbers and each losing carrier go by orders of their own.
        </p>
      ) : null}
      <ul className="grid gap-2">
        {split.map(({ kind, losingCarrier, numbers }) => (
          <li
            key={`${kind} ${losingCarrier}`}
            className="grid gap-0.5 border-t border-line pt-2 text-13 first:border-0 first:pt-0"
          >
            <span className="wrap-anywhere">
              {KIND_WORDS[kind]} from <strong className="font-medium">{losingCarrier}</strong>
            </span>
            <span className="num text-ink-2">{numbers.map(formatNumber).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
