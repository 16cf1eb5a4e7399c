import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { Moment } from '#components/time/moment.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import { Section } from '#components/ui/section.tsx'
import { logOf } from '#components/webhook/delivery-view.ts'
import { filterInWords } from '#components/webhook/delivery-words.ts'
import { ReplayStateMark } from '#components/webhook/replay-state.tsx'
import { REPLAYS_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listAddresses } from '#domain/webhooks/list-addresses.ts'
import { readReplay } from '#domain/webhooks/read-replay.ts'
import { nullIfMissing } from '../../../messages/open-message.tsx'
import { ReplayProgress } from './replay-progress.tsx'
import { StopForm } from './stop-form.tsx'

export const metadata: Metadata = { title: 'Replay' }

const REFRESH_MS = 2_000

export default async function ReplayPage({ params }: { params: Promise<{ id: string }> }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const replay = await readReplay(scope, (await params).id).catch(nullIfMissing)
  if (!replay) notFound()
  const [addresses, { name: zone }] = await Promise.all([listAddresses(scope), readZone(account.timeZone)])
  const { state, startedAt, startedBy, endedAt, endedBy, filter, perSecond, waiting } = replay
  const isRunning = state === 'running'
  return (
    <article className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-5">
      {isRunning || waiting > 0 ? <RefreshEvery ms={REFRESH_MS} /> : null}
      <div className="grid gap-1">
        <Link href={REPLAYS_PATH} className="link w-fit text-13">
          Replays
        </Link>
        <h1 className="flex flex-wrap items-baseline gap-x-3 text-20 font-semibold tracking-[-0.015em]">
          Replay
          <span className="text-14 tracking-normal">
            <ReplayStateMark state={state} />
          </span>
        </h1>
        <p className="text-13 text-ink-3">
          Started <Moment at={startedAt} zone={zone} as="shortMoment" /> by {startedBy},{' '}
          {perSecond.toLocaleString('en-US')} a second
          {endedAt ? (
            <>
              ; {state === 'canceled' ? 'stopped' : 'ended'} <Moment at={endedAt} zone={zone} as="shortMoment" />
              {endedBy ? ` by ${endedBy}` : ''}
            </>
          ) : null}
        </p>
      </div>
      <ReplayProgress replay={replay} />
      {isRunning && may(scope, 'routing.manage') ? <StopForm id={replay.id} /> : null}
      <Section title="What it sends again">
        <p className="text-13 wrap-anywhere text-ink-2">{filterInWords(filter, addresses)}</p>
        <Link href={logOf(filter)} className="link w-fit text-13">
          See them in the log
        </Link>
      </Section>
    </article>
  )
}
