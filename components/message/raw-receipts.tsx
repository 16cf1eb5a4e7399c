import type { PartExchange } from '#domain/reports/message-rows.ts'
import { receiptText } from './receipt.ts'

/** What the carrier wrote, and under it every byte of its frame. */
export function RawReceipts({ exchanges }: { exchanges: PartExchange[] }) {
  const receipts = exchanges.flatMap(({ number, receiptRaw }) => (receiptRaw ? [{ number, raw: receiptRaw }] : []))
  if (receipts.length === 0) return null
  return (
    <details className="text-13">
      <summary className="link w-fit rounded-sm">{exchanges.length > 1 ? 'Raw receipts' : 'Raw receipt'}</summary>
      <ol className="mt-1.5 grid gap-3 rounded-md bg-sunk p-2.5">
        {receipts.map(({ number, raw }) => (
          <li key={number} className="grid gap-1">
            {exchanges.length > 1 ? <h3 className="text-12 text-ink-3">Part {number}</h3> : null}
            <p className="num wrap-anywhere whitespace-pre-wrap empty:hidden">{receiptText(raw)}</p>
            <p className="num break-all text-ink-3">{raw}</p>
          </li>
        ))}
      </ol>
    </details>
  )
}
