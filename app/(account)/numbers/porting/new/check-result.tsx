import { Ban, Check } from 'lucide-react'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { Checked } from '#domain/porting/check-portability.ts'

type Props = { checked: Checked[]; values: Record<string, string> }

/** One row a number: whether it can come, why not, and its carrier where that is another. */
export function CheckResult({ checked, values }: Props) {
  const portable = checked.filter(({ isPortable }) => isPortable).length
  return (
    <section aria-label="Result of the check" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p role="status" className="text-13 font-medium">
        {portable === checked.length
          ? `${portable === 1 ? 'This number' : `All ${portable} numbers`} can be ported in.`
          : `${portable} of ${checked.length} can be ported in; the others stay out of the order.`}
      </p>
      <div className="ledger-frame">
        <table className="ledger cards">
          <caption className="sr-only">Each number with its result</caption>
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Result</th>
              <th scope="col">Another carrier</th>
            </tr>
          </thead>
          <tbody>
            {checked.map((one) => (
              <tr key={one.e164 ?? one.written}>
                <td
                  className={`num max-w-[16rem] ${one.e164 ? 'whitespace-nowrap' : 'wrap-anywhere whitespace-normal'}`}
                >
                  {one.e164 ? formatNumber(one.e164) : one.written}
                </td>
                {one.isPortable ? <Portable kind={one.kind} /> : <Refused why={one.why} />}
                <td className="card-wide">
                  {one.isPortable ? (
                    <input
                      name={`carrier.${one.e164}`}
                      aria-label={`Losing carrier of ${formatNumber(one.e164)}, where it is another`}
                      maxLength={100}
                      autoComplete="off"
                      placeholder="Same as below"
                      defaultValue={values[`carrier.${one.e164}`] ?? ''}
                      className="field"
                    />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Portable({ kind }: { kind: 'longcode' | 'toll_free' }) {
  return (
    <td className="card-end">
      <span className="inline-flex items-baseline gap-1.5 font-medium text-delivered">
        <Check className="size-3.5 self-center" strokeWidth={1.75} aria-hidden="true" />
        {kind === 'toll_free' ? 'Portable, toll-free' : 'Portable'}
      </span>
    </td>
  )
}

function Refused({ why }: { why: string }) {
  return (
    <td className="card-wide whitespace-normal">
      <span className="inline-flex items-baseline gap-1.5 text-failed">
        <Ban className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
        {why}
      </span>
    </td>
  )
}
