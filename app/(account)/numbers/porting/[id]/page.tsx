import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { PortMark } from '#components/port/port-mark.tsx'
import { KIND_WORDS, PORTING_HREF } from '#components/port/port-words.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readPort } from '#domain/porting/read-port.ts'
import { isClosed } from '#domain/porting/status.ts'
import { nullIfMissing } from '../../../messages/open-message.tsx'
import { CancelForm } from './cancel-form.tsx'
import { Clocks } from './clocks.tsx'
import { CommentForm } from './comment-form.tsx'
import { Documents } from './documents.tsx'
import { NextStep } from './next-step.tsx'
import { PortFacts } from './port-facts.tsx'
import { PortNumbers } from './port-numbers.tsx'
import { Timeline } from './timeline.tsx'

export const metadata: Metadata = { title: 'Port order' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function PortOrderPage({ params, searchParams }: Props) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const order = await readPort(scope, (await params).id).catch(nullIfMissing)
  if (!order) notFound()
  const { name: zone } = await readZone(account.timeZone)
  const { upload } = await searchParams
  const mayManage = may(scope, 'numbers.manage')
  return (
    <article className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-1">
        <Link href={PORTING_HREF} className="link w-fit text-13">
          Porting in
        </Link>
        <PageHead
          title={
            <>
              Port order <span className="num">{order.id}</span>
            </>
          }
        >
          <PortMark status={order.status} />
        </PageHead>
        <p className="text-13 wrap-anywhere text-ink-2">
          {KIND_WORDS[order.kind]} from {order.losingCarrier}
        </p>
      </div>
      <Clocks order={order} zone={zone} />
      <NextStep order={order} mayManage={mayManage} upload={typeof upload === 'string' ? upload : null} />
      <Section title="Numbers">
        <PortNumbers order={order} zone={zone} />
      </Section>
      <Section title="Details">
        <PortFacts order={order} zone={zone} />
      </Section>
      <Section title="Documents">
        <Documents order={order} zone={zone} mayManage={mayManage} />
      </Section>
      <Section title="Timeline">
        {mayManage ? <CommentForm id={order.id} /> : null}
        <Timeline events={order.events} zone={zone} />
      </Section>
      {mayManage && !isClosed(order.status) && order.status !== 'voice_ported' ? (
        <Section title="Cancel">
          <CancelForm id={order.id} carrier={order.losingCarrier} />
        </Section>
      ) : null}
    </article>
  )
}
