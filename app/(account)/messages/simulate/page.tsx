import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { env } from '#lib/env.ts'
import { MessageTabs } from '../message-tabs.tsx'
import { SimulateForm } from './simulate-form.tsx'

export const metadata: Metadata = { title: 'Simulate inbound' }

export default async function SimulatePage() {
  const { scope } = await requireSession()
  if (env.mode === 'production') notFound()
  if (!may(scope, 'messages.send')) return <NotAllowed roles={PERMISSIONS['messages.send']} />
  const numbers = await listNumbers(scope)
  const choices = numbers.map(({ e164, alias }) => ({
    e164,
    label: alias ? `${formatNumber(e164)}  ${alias}` : formatNumber(e164),
  }))
  return (
    <div className="grid max-w-[36rem] gap-5">
      <PageHead title="Simulate an inbound message" />
      <MessageTabs current="/messages/simulate" />
      <p className="text-ink-2">
        The sandbox carrier lets a phone write to one of your numbers. The message travels over SMPP like any other and
        goes to your SMS request URL.
      </p>
      <SimulateForm numbers={choices} />
    </div>
  )
}
