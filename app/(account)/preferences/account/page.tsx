import type { Metadata } from 'next'
import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { ZoneOptions } from '#components/form/zone-options.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { roleList } from '#components/layout/roles.ts'
import { QUIET } from '#components/ui/button.ts'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { TIME_ZONES } from '#lib/time-zones.ts'
import { AccountForm } from './account-form.tsx'
import { LeaveForm } from './leave-form.tsx'
import { NameForm } from './name-form.tsx'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const { scope, account, person } = await requireSession()
  const mayChange = may(scope, 'account.manage')
  return (
    <div className="grid max-w-[36rem] grid-cols-[minmax(0,1fr)] gap-6">
      <PageHead title="Account" note="Its name and zone, and yours" />
      <Section title="This account">
        <AccountForm account={account} zones={<ZoneOptions zones={TIME_ZONES} />} mayChange={mayChange} />
        {mayChange ? null : (
          <p className="text-13 text-ink-3">To be changed by: {roleList(PERMISSIONS['account.manage'])}.</p>
        )}
      </Section>
      <Section title="You">
        <NameForm name={person.name} email={person.email} />
      </Section>
      <Section title="Another account">
        <p className="text-13 text-ink-2">
          Numbers, messages, keys, people and money of one account are apart from every other’s. You can own several and
          switch between them at the top.
        </p>
        <Link href="/accounts/new" className={`${QUIET} w-fit`}>
          Open another account
        </Link>
      </Section>
      <Section title="Leave">
        <LeaveForm account={account.name} />
      </Section>
    </div>
  )
}
