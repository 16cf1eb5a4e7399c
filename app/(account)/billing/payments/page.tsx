import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { roleList } from '#components/layout/roles.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listCards } from '#domain/payments/change-cards.ts'
import { listPayments, listRefusedEvents, readPayment, showMoneySettings } from '#domain/payments/list-payments.ts'
import { inDollars } from '#domain/payments/set-alerts.ts'
import { env } from '#lib/env.ts'
import { nullIfMissing } from '../../messages/open-message.tsx'
import { BillingTabs } from '../tabs.tsx'
import { AlertsForm } from './alerts-form.tsx'
import { CardList } from './card-list.tsx'
import { NotSetUp } from './not-set-up.tsx'
import { PaidNotice } from './paid-notice.tsx'
import { PaymentTable } from './payment-table.tsx'
import { RechargeForm } from './recharge-form.tsx'
import { RefusedEvents } from './refused-events.tsx'
import { TopUpForm } from './top-up-form.tsx'

export const metadata: Metadata = { title: 'Payments' }

const PATH = '/billing/payments'

export default async function PaymentsPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'billing.read')) return <NotAllowed roles={PERMISSIONS['billing.read']} />
  const { paid, before } = await searchParams
  const text = (value: typeof paid) => (typeof value === 'string' ? value : null)
  const [zone, settings, cards, { payments, more }, refused, came] = await Promise.all([
    readZone(account.timeZone),
    showMoneySettings(scope),
    listCards(scope),
    listPayments(scope, text(before)),
    listRefusedEvents(scope),
    text(paid) ? readPayment(scope, text(paid) ?? '').catch(nullIfMissing) : null,
  ])
  const mayChange = may(scope, 'billing.manage')
  const isOn = env.stripe !== null
  const { recharge } = settings
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Billing" note="How money comes in" />
      <BillingTabs current={PATH} />
      {came ? <PaidNotice payment={came} /> : null}
      {recharge.stopped ? <Notice tone="failed">Auto-recharge turned itself off. {recharge.stopped}</Notice> : null}
      {mayChange ? null : (
        <p className="text-13 text-ink-3">To be changed by: {roleList(PERMISSIONS['billing.manage'])}.</p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-6 pb-2 panel:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Section title="Add funds">
            {isOn ? mayChange ? <TopUpForm /> : null : <NotSetUp account={account.id} />}
          </Section>
          {isOn || cards.length > 0 ? (
            <Section title="Cards">
              <CardList cards={cards} mayChange={mayChange} isOn={isOn} />
            </Section>
          ) : null}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          {isOn || recharge.isOn ? (
            <Section title="Auto-recharge">
              <RechargeForm
                isOn={recharge.isOn}
                below={inDollars(recharge.belowNanos)}
                amount={inDollars(recharge.amountNanos)}
                day={inDollars(recharge.dayNanos)}
                month={inDollars(recharge.monthNanos)}
                mayChange={mayChange}
              />
            </Section>
          ) : null}
          <Section title="Letters when the balance is low">
            <AlertsForm alerts={settings.alertNanos.map(inDollars).join('  ')} mayChange={mayChange} />
          </Section>
        </div>
      </div>
      {isOn || payments.length > 0 ? (
        <Section title="Payments">
          {payments.length > 0 ? (
            <PaymentTable payments={payments} accountId={account.id} zone={zone.name} />
          ) : (
            <p className="text-13 text-ink-2">No payment by card yet. Each will stand here with its receipt.</p>
          )}
          {more ? (
            <Link href={`${PATH}?before=${payments.at(-1)?.id}`} className="link w-fit text-13">
              Older payments
            </Link>
          ) : null}
        </Section>
      ) : null}
      {refused.length > 0 ? (
        <Section title="Told by Stripe, and not followed">
          <RefusedEvents events={refused} zone={zone.name} />
        </Section>
      ) : null}
    </div>
  )
}
