import { delta, exactClock } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import type { PartExchange } from '#domain/reports/message-rows.ts'

/** What went over the wire, part by part. */
export function ExchangeList({ exchanges, zone }: { exchanges: PartExchange[]; zone: string }) {
  if (exchanges.length === 0) return <p className="text-13 text-ink-3">Nothing has gone over the wire yet.</p>
  return (
    <ol className="grid gap-4">
      {exchanges.map((exchange) => (
        <li key={exchange.number} className="grid gap-2">
          <h3 className="text-13 font-medium">
            Part {exchange.number}{' '}
            <span className="font-normal text-ink-3">
              · {exchange.outcome}, link {exchange.linkName}
            </span>
          </h3>
          <Facts facts={factsOf(exchange, zone)} />
          {exchange.receiptRaw ? (
            <details className="text-13">
              <summary className="link w-fit rounded-sm">Raw receipt</summary>
              <p className="num mt-1.5 rounded-md bg-sunk p-2.5 break-all whitespace-pre-wrap">{exchange.receiptRaw}</p>
            </details>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

function factsOf(exchange: PartExchange, zone: string): Fact[] {
  const facts: Fact[] = []
  const mono = (text: string) => <span className="num">{text}</span>
  if (exchange.sequence) facts.push(['Sequence', mono(exchange.sequence)])
  if (exchange.commandStatus)
    facts.push(['Status', mono(exchange.commandStatus === '0' ? '0, success' : hex(exchange.commandStatus))])
  if (exchange.submittedAt) facts.push(['Submitted', mono(exactClock(exchange.submittedAt, zone))])
  if (exchange.submittedAt && exchange.answeredAt) {
    facts.push(['Answered', mono(delta(exchange.submittedAt, exchange.answeredAt))])
  }
  if (exchange.carrierMessageId) {
    facts.push([
      'Carrier id',
      <span key="id" className="flex items-center gap-1">
        <span className="num break-all">{exchange.carrierMessageId}</span>
        <CopyButton text={exchange.carrierMessageId} what="carrier id" />
      </span>,
    ])
  }
  if (exchange.outcomeReason) facts.push(['Reason', exchange.outcomeReason])
  if (exchange.receiptState) {
    const error = exchange.receiptError ? `, error ${exchange.receiptError}` : ''
    facts.push(['Receipt', exchange.receiptState + error])
  }
  if (exchange.receiptAt) facts.push(['Receipt at', mono(exactClock(exchange.receiptAt, zone))])
  return facts
}

/** SMPP statuses are looked up in hex. */
function hex(status: string): string {
  return `0x${Number(status).toString(16).padStart(8, '0')}`
}
