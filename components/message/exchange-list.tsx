import { delta, exactClock } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import type { MessageDetail, PartExchange } from '#domain/reports/message-rows.ts'
import { PartTable } from './part-table.tsx'
import { RawReceipts } from './raw-receipts.tsx'
import { receiptError, statusText } from './receipt.ts'

/** What went over the wire. A raw receipt repeats how the text begins: not for roles that do not see texts. */
export function ExchangeList({ message, zone }: { message: MessageDetail; zone: string }) {
  const { exchanges, body } = message
  const [first] = exchanges
  if (!first) return <p className="text-13 text-ink-3">Nothing has gone over the wire yet.</p>
  return (
    <>
      {exchanges.length > 1 ? (
        <PartTable exchanges={exchanges} zone={zone} />
      ) : (
        <Facts facts={[['Outcome', first.outcome], ...factsOf(first, zone)]} />
      )}
      {body === null ? null : <RawReceipts exchanges={exchanges} />}
    </>
  )
}

function factsOf(exchange: PartExchange, zone: string): Fact[] {
  const facts: Fact[] = []
  const mono = (text: string) => <span className="num">{text}</span>
  if (exchange.sequence) facts.push(['Sequence', mono(exchange.sequence)])
  if (exchange.commandStatus) facts.push(['Status', mono(statusText(exchange.commandStatus))])
  if (exchange.submittedAt) facts.push(['Submitted', mono(exactClock(exchange.submittedAt, zone))])
  if (exchange.submittedAt && exchange.answeredAt) {
    facts.push(['Answered', mono(delta(exchange.submittedAt, exchange.answeredAt))])
  }
  if (exchange.carrierMessageId) {
    facts.push([
      'Carrier id',
      <span key="id" className="flex items-baseline gap-1">
        <span className="num break-all">{exchange.carrierMessageId}</span>
        <CopyButton text={exchange.carrierMessageId} what="carrier id" />
      </span>,
    ])
  }
  if (exchange.outcomeReason) facts.push(['Reason', exchange.outcomeReason])
  if (exchange.receiptState) {
    const error = receiptError(exchange.receiptError)
    facts.push(['Receipt', exchange.receiptState + (error ? `, error ${error}` : '')])
  }
  if (exchange.receiptAt) facts.push(['Receipt at', mono(exactClock(exchange.receiptAt, zone))])
  return facts
}
