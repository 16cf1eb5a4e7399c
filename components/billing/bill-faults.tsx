import Link from 'next/link'
import { lineName } from '#domain/billing/bill.ts'
import { type BillFault, billFaultSentence } from '#domain/billing/bill-fault.ts'
import type { BillVerdict } from '#domain/billing/check-bill.ts'
import { readSpendLine } from '#domain/ledger/spend-line.ts'
import { toMessageRef } from '#lib/ids.ts'
import { counted } from './bill-money.ts'

/** What differs, each with the way to it. */
export function BillFaults({ verdict }: { verdict: BillVerdict }) {
  const { faults, faultCount } = verdict
  if (faultCount === 0) return null
  return (
    <ul className="grid gap-2 text-13" aria-label="What differs">
      {faults.map((fault) => (
        <li key={`${fault.kind} ${fault.messageId} ${fault.postingId} ${fault.number} ${fault.line}`}>
          {billFaultSentence(fault)} <Where fault={fault} />
        </li>
      ))}
      {faultCount > faults.length ? (
        <li className="text-ink-3">And {counted(faultCount - faults.length)} more.</li>
      ) : null}
    </ul>
  )
}

function Where({ fault }: { fault: BillFault }) {
  const { messageId, postingId, number, line } = fault
  if (messageId) {
    return (
      <Link href={`/messages/${toMessageRef(messageId)}`} prefetch={false} className="link num">
        {toMessageRef(messageId)}
      </Link>
    )
  }
  if (number) {
    return (
      <Link href={`/numbers/${number.slice(1)}`} prefetch={false} className="link">
        The number
      </Link>
    )
  }
  return <span className="num text-ink-3">{postingId ? `Posting ${postingId}` : lineName(readSpendLine(line))}</span>
}
