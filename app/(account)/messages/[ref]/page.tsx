import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { MessageBody } from '#components/message/message-body.tsx'
import { RefreshWhile } from '#components/message/refresh-while.tsx'
import { headline, isSettled } from '#components/message/road.ts'
import { TraceView } from '#components/message/trace-view.tsx'
import { ViewSwitch } from '#components/message/view-switch.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { readMessageDetail } from '#domain/reports/read-message.ts'
import { readTrace } from '#domain/reports/read-trace.ts'
import { env } from '#lib/env.ts'
import { nullIfMissing } from '../open-message.tsx'

export const metadata: Metadata = { title: 'Message' }

type Props = { params: Promise<{ ref: string }>; searchParams: SearchParams }

export default async function MessagePage({ params, searchParams }: Props) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const { ref } = await params
  const isTrace = (await searchParams).trace === '1'
  const [message, trace] = await Promise.all([
    readMessageDetail(scope, ref).catch(nullIfMissing),
    isTrace ? readTrace(scope, ref).catch(nullIfMissing) : null,
  ])
  if (!message) notFound()
  const zone = (await readZone(account.timeZone)).name
  return (
    <article className="grid gap-5">
      <RefreshWhile active={!isSettled(message)} />
      <div className="grid gap-1">
        <Link href="/messages" className="link w-fit text-13">
          Messages
        </Link>
        <PageHead title={headline(message)} note={<Ends from={message.from} to={message.to} />} />
      </div>
      <ViewSwitch isTrace={isTrace} />
      {trace ? (
        <div className="max-w-[52rem]">
          <TraceView trace={trace} zone={zone} apiUrl={env.api.url} />
        </div>
      ) : (
        <MessageBody message={message} zone={zone} />
      )}
    </article>
  )
}

function Ends({ from, to }: { from: string; to: string }) {
  return (
    <>
      <span className="num">{formatNumber(from)}</span> to <span className="num">{formatNumber(to)}</span>
    </>
  )
}
