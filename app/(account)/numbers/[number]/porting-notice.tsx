import Link from 'next/link'
import { portHref } from '#components/port/port-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Scope } from '#domain/access/scope.ts'
import { findPortOfNumber } from '#domain/porting/find-port-of-number.ts'

/** From when a number that is being ported in sends and receives text, and what is happening until then (rule F8). */
export async function PortingNotice({ scope, e164, zone }: { scope: Scope; e164: string; zone: string }) {
  const port = await findPortOfNumber(scope, e164)
  if (!port) return null
  const { orderId, messaging, messagingFrom, messagingBy } = port
  const order = (
    <Link href={portHref(orderId)} className="link">
      Port order <span className="num">{orderId}</span>
    </Link>
  )
  if (messaging === 'overdue')
    return (
      <Notice tone="failed">
        Voice is here, text is late: no test message came back in five days. It is tried every hour and the carrier is
        asked. Until one comes back this number does not send. {order}
      </Notice>
    )
  return (
    <Notice tone="hint">
      Voice is here. Text begins between <Moment at={messagingFrom.toISOString()} zone={zone} as="shortMoment" /> and{' '}
      <Moment at={messagingBy.toISOString()} zone={zone} as="shortMoment" />, when a test message has gone out and come
      back. Until then this number does not send. {order}
    </Notice>
  )
}
