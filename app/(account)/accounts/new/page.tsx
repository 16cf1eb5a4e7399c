import type { Metadata } from 'next'
import { requireSession } from '#app/_web/session.ts'
import { ZoneOptions } from '#components/form/zone-options.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { TIME_ZONES } from '#lib/time-zones.ts'
import { NewAccountForm } from './new-account-form.tsx'

export const metadata: Metadata = { title: 'Open another account' }

export default async function NewAccountPage() {
  const { account } = await requireSession()
  return (
    <div className="grid max-w-[36rem] grid-cols-[minmax(0,1fr)] gap-6">
      <PageHead title="Open another account" />
      <p className="text-ink-2">
        You own it, and it opens at once. It shares nothing with {account.name}: numbers, messages, keys, people and
        money are its own.
      </p>
      <NewAccountForm zones={<ZoneOptions zones={TIME_ZONES} />} usualZone={account.timeZone} />
    </div>
  )
}
