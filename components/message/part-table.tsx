import { delta, fullMoment } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { PartExchange } from '#domain/reports/message-rows.ts'
import { receiptError, statusText } from './receipt.ts'

/** Several parts, a row each: what is looked for stands above, when it happened below. */
export function PartTable({ exchanges, zone }: { exchanges: PartExchange[]; zone: string }) {
  return (
    <table className="parts">
      <caption className="sr-only">What went over the wire, part by part</caption>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Carrier id, sequence</th>
          <th scope="col">Answer</th>
          <th scope="col">Receipt</th>
        </tr>
      </thead>
      <tbody>
        {exchanges.map((exchange) => (
          <PartRow key={exchange.number} exchange={exchange} zone={zone} />
        ))}
      </tbody>
    </table>
  )
}

function PartRow({ exchange, zone }: { exchange: PartExchange; zone: string }) {
  const { number, carrierMessageId, sequence, submittedAt, receiptState, receiptAt } = exchange
  const error = receiptError(exchange.receiptError)
  return (
    <tr>
      <th scope="row" className="num">
        {number}
      </th>
      <td>
        {carrierMessageId ? (
          <span className="inline-flex items-baseline gap-1">
            <span className="num break-all">{carrierMessageId}</span>
            <CopyButton text={carrierMessageId} what={`carrier id of part ${number}`} />
          </span>
        ) : (
          <span className="text-ink-3">none</span>
        )}
        {sequence ? <Below>sequence {sequence}</Below> : null}
      </td>
      <td>
        {answerOf(exchange)}
        <Below>{answeredAfter(exchange)}</Below>
      </td>
      <td title={receiptAt ? fullMoment(receiptAt, zone) : undefined}>
        {receiptState ?? <span className="text-ink-3">none yet</span>}
        {error ? <Below>error {error}</Below> : null}
        {submittedAt && receiptAt ? <Below>{delta(submittedAt, receiptAt)}</Below> : null}
      </td>
    </tr>
  )
}

function Below({ children }: { children: string | string[] | null }) {
  return children === null ? null : <span className="num block text-12 text-ink-3">{children}</span>
}

function answerOf({ commandStatus, outcome, outcomeReason }: PartExchange): string {
  const status = commandStatus === null || commandStatus === '0' ? null : statusText(commandStatus)
  return [outcome, status, outcomeReason].filter(Boolean).join(', ')
}

function answeredAfter({ submittedAt, answeredAt }: PartExchange): string | null {
  if (!submittedAt || !answeredAt) return null
  return delta(submittedAt, answeredAt)
}
