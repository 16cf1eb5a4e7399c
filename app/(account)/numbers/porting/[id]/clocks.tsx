import { MessageSquare, Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import { calendarDay } from '#components/port/port-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { MESSAGING_BY_DAYS, MESSAGING_FROM_DAYS } from '#domain/porting/operate-port.ts'
import type { PortDetail } from '#domain/porting/read-port.ts'

/** Voice and text move by two clocks: each with what is known of its date. */
export function Clocks({ order, zone }: { order: PortDetail; zone: string }) {
  return (
    <div className="grid rounded-md border border-line bg-surface sm:grid-cols-2 sm:divide-x sm:divide-line max-sm:divide-y max-sm:divide-line">
      <Clock name="Voice" icon={<Phone className="size-4" strokeWidth={1.5} aria-hidden="true" />}>
        <Voice order={order} zone={zone} />
      </Clock>
      <Clock name="Text" icon={<MessageSquare className="size-4" strokeWidth={1.5} aria-hidden="true" />}>
        <Text order={order} zone={zone} />
      </Clock>
    </div>
  )
}

function Clock({ name, icon, children }: { name: string; icon: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={name} className="grid content-start gap-1 px-4 py-3.5">
      <h2 className="flex items-center gap-2 text-12 font-medium text-ink-3">
        {icon}
        {name}
      </h2>
      {children}
    </section>
  )
}

function Said({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <>
      <p className="text-16 font-semibold">{title}</p>
      <p className="text-13 wrap-anywhere text-ink-2">{children}</p>
    </>
  )
}

function Voice({
  order: { status, losingCarrier, focDate, voicePortedAt },
  zone,
}: {
  order: PortDetail
  zone: string
}) {
  if (voicePortedAt)
    return (
      <Said title="Here">
        Moved on <Moment at={voicePortedAt.toISOString()} zone={zone} as="shortMoment" />
      </Said>
    )
  if (status === 'canceled') return <Said title="Stays where it is">The order was canceled; nothing was moved.</Said>
  if (focDate)
    return (
      <Said title={`Moves on ${calendarDay(focDate)}`}>Confirmed by {losingCarrier}. Keep its service until then.</Said>
    )
  if (status === 'submitted') return <Said title="Waits for a date">{losingCarrier} names the day it lets go.</Said>
  return <Said title="No date yet">{losingCarrier} names a day after this order is submitted.</Said>
}

function Text({ order, zone }: { order: PortDetail; zone: string }) {
  const { status, focDate, numbers } = order
  const [first] = numbers
  const active = numbers.filter(({ messaging }) => messaging === 'active').length
  if (status === 'done') return <Said title="Works">Every number sends and receives text.</Said>
  if (status === 'canceled') return <Said title="Stays where it is">Nothing was moved.</Said>
  if (status === 'voice_ported' && first?.messagingFrom && first.messagingBy) {
    if (numbers.some(({ messaging }) => messaging === 'overdue'))
      return (
        <Said title="Late">
          No test message came back in five days. It is tried every hour, and the carrier is asked; until one comes back
          the numbers do not send.
        </Said>
      )
    return (
      <Said title={active > 0 ? `${active} of ${numbers.length} work` : 'On its way'}>
        Begins between <Moment at={first.messagingFrom.toISOString()} zone={zone} as="shortMoment" /> and{' '}
        <Moment at={first.messagingBy.toISOString()} zone={zone} as="shortMoment" />, when a test message has gone out
        and come back. Until then the numbers do not send.
      </Said>
    )
  }
  if (focDate)
    return (
      <Said title={`${calendarDay(focDate, MESSAGING_FROM_DAYS)} at the earliest`}>
        {MESSAGING_FROM_DAYS} to {MESSAGING_BY_DAYS} days after voice: by {calendarDay(focDate, MESSAGING_BY_DAYS)}.
      </Said>
    )
  return (
    <Said title="After voice">
      Text moves by another register than voice: {MESSAGING_FROM_DAYS} to {MESSAGING_BY_DAYS} days later.
    </Said>
  )
}
