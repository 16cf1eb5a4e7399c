import type { Metadata } from 'next'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { roleList } from '#components/layout/roles.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { PERIOD_WORDS, PERIODS, SUBJECT_WORDS, SUBJECTS } from '#domain/limits/limit-words.ts'
import { listLimitKeys } from '#domain/limits/list-limit-keys.ts'
import { listLimits } from '#domain/limits/list-limits.ts'
import { readFuseState } from '#domain/limits/list-trips.ts'
import { BillingTabs } from '../tabs.tsx'
import { FuseForm } from './fuse-form.tsx'
import { OpenTrips, PastTrips } from './fuse-trips.tsx'
import { LimitForm } from './limit-form.tsx'
import { LimitList } from './limit-list.tsx'

export const metadata: Metadata = { title: 'Limits' }

export default async function LimitsPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'billing.read')) return <NotAllowed roles={PERMISSIONS['billing.read']} />
  const [zone, limits, { fuse, trips }, keys] = await Promise.all([
    readZone(account.timeZone),
    listLimits(scope),
    readFuseState(scope),
    listLimitKeys(scope),
  ])
  const mayChange = may(scope, 'billing.manage')
  const open = trips.filter(({ resumedAt }) => resumedAt === null)
  const past = trips.filter(({ resumedAt }) => resumedAt !== null)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Billing" note="What sending may cost at most" />
      <BillingTabs current="/billing/limits" />
      <OpenTrips trips={open} zone={zone.name} mayChange={mayChange} />
      {mayChange ? null : (
        <p className="text-13 text-ink-3">To be changed by: {roleList(PERMISSIONS['billing.manage'])}.</p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-6 pb-2 panel:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Section title="Spend limits">
            {limits.length > 0 ? (
              <LimitList limits={limits} zone={zone.name} mayChange={mayChange} />
            ) : (
              <p className="text-13 text-ink-2">
                No limit yet: only the balance bounds what is spent. A message that would go beyond a limit is refused,
                and costs nothing.
              </p>
            )}
          </Section>
          {mayChange ? (
            <Section title="New limit">
              <LimitForm
                subjects={SUBJECTS.map((value) => ({ value, word: SUBJECT_WORDS[value] }))}
                periods={PERIODS.map((value) => ({ value, word: PERIOD_WORDS[value] }))}
                keys={keys.map(({ id, name }) => ({ value: id, word: name }))}
              />
            </Section>
          ) : null}
        </div>
        <Section title="Velocity fuse">
          <p className="text-13 text-ink-2">
            Message pumping makes your system send many messages to one area that somebody earns by. The fuse pauses
            that destination for that key within seconds, and nothing else. Turn it on unless you send campaigns to one
            area. It is {fuse.isOn ? 'on' : 'off'}.
          </p>
          {mayChange ? (
            <FuseForm
              isOn={fuse.isOn}
              prefix={String(fuse.prefixLength)}
              most={String(fuse.mostMessages)}
              seconds={String(fuse.withinSeconds)}
              exceptions={fuse.exceptions.join('\n')}
            />
          ) : null}
          {past.length > 0 ? <PastTrips trips={past} zone={zone.name} /> : null}
        </Section>
      </div>
    </div>
  )
}
