import type { Metadata } from 'next'
import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { BillBalance } from '#components/billing/bill-balance.tsx'
import { BillCheckLines } from '#components/billing/bill-check-lines.tsx'
import { BillCheckState, isUnderWay } from '#components/billing/bill-check-state.tsx'
import { BillEntries } from '#components/billing/bill-entries.tsx'
import { BillFaults } from '#components/billing/bill-faults.tsx'
import { BillLines } from '#components/billing/bill-lines.tsx'
import { billMoney } from '#components/billing/bill-money.ts'
import { BILLS_PATH, billHref } from '#components/billing/bill-paths.ts'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import type { Bill } from '#domain/billing/bill.ts'
import { monthName, readBillMonth } from '#domain/billing/bill-month.ts'
import { readBill } from '#domain/billing/read-bill.ts'
import { readBillCheck } from '#domain/billing/read-bill-check.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { CheckForm } from './check-form.tsx'
import { whyNoBill } from './why-no-bill.ts'

type Props = { params: Promise<{ month: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const month = readBillMonth((await params).month)
  return { title: month ? `Bill of ${monthName(month)}` : 'No such bill' }
}

export default async function BillPage({ params }: Props) {
  const { scope } = await requireSession()
  if (!may(scope, 'billing.read')) return <NotAllowed roles={PERMISSIONS['billing.read']} />
  const { month } = await params
  const bill = await readBill(scope, month).catch(whyNoBill)
  if (typeof bill === 'string') {
    return (
      <Empty title="No such bill" level="h1">
        <p>{bill}</p>
        <Link href={BILLS_PATH} className="link w-fit">
          All bills
        </Link>
      </Empty>
    )
  }
  const check = await readBillCheck(scope, month)
  return (
    <article className="grid max-w-[52rem] grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Link href={BILLS_PATH} className="link mr-auto text-13">
          Bills
        </Link>
        <CheckForm month={bill.month} isRunning={isUnderWay(check)} />
        <a href={`${billHref(bill.month)}/pdf`} download className={QUIET}>
          PDF
        </a>
        <a href={`${billHref(bill.month)}/csv`} download className={QUIET}>
          CSV
        </a>
      </div>
      <BillCheckState check={check} zone={bill.zone} />
      <Statement bill={bill} />
      {check?.verdict ? (
        <div className="print:hidden">
          <Section title="Each line recomputed">
            <BillFaults verdict={check.verdict} />
            <BillCheckLines verdict={check.verdict} />
          </Section>
        </div>
      ) : null}
    </article>
  )
}

/** What is printed: a document of its own. */
function Statement({ bill }: { bill: Bill }) {
  const { number, month, account, zone, from, until, isOpen, spentNanos } = bill
  const lastDay = dayOf(new Date(until.getTime() - 1), zone)
  return (
    <div data-print className="bill">
      <header className="grid gap-6">
        <p className="flex justify-between gap-4 text-13">
          <span className="font-semibold">Longcode</span>
          <span className="num text-ink-3">{number}</span>
        </p>
        <div className="grid gap-1">
          <p className="text-13 text-ink-3">Statement</p>
          <h1 className="text-28 font-semibold tracking-[-0.02em]">
            {monthName(month)}
            {isOpen ? <span className="text-16 font-normal tracking-normal text-ink-3"> so far</span> : null}
          </h1>
          <p className="text-13 text-ink-2 wrap-anywhere">
            {account.name}
            <span className="text-ink-3">
              {' '}
              · <span className="num">{account.id}</span>
            </span>
          </p>
          <p className="text-13 text-ink-3">
            {dayOf(from, zone)} to {lastDay}, days in {zone.replaceAll('_', ' ')}
          </p>
        </div>
      </header>
      <BillBalance bill={bill} />
      {bill.lines.length === 0 ? (
        <p className="text-13 text-ink-2">Nothing was charged, and no money came in.</p>
      ) : null}
      <BillLines bill={bill} />
      {spentNanos > 0n ? (
        <p className="bill-total">
          <span>Messages and numbers</span>
          <span className="num">{billMoney(spentNanos)}</span>
        </p>
      ) : null}
      <BillEntries bill={bill} />
    </div>
  )
}
