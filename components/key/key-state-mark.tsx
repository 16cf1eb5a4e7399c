import { Ban, Check, Clock, Hourglass, type LucideIcon, RefreshCw } from 'lucide-react'
import { Moment } from '#components/time/moment.tsx'
import { date } from '#components/time/zone.ts'
import type { KeyLife, KeyState } from '#domain/keys/key-state.ts'

type Look = { icon: LucideIcon; colour: string }

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<KeyState, Look> = {
  active: { icon: Check, colour: 'text-delivered' },
  rotating: { icon: RefreshCw, colour: 'text-sent' },
  expires_soon: { icon: Clock, colour: 'text-held' },
  expired: { icon: Hourglass, colour: 'text-failed' },
  revoked: { icon: Ban, colour: 'text-queued' },
}

export function KeyStateMark({ state, life, zone }: { state: KeyState; life: KeyLife; zone: string }) {
  const { icon: Icon, colour } = LOOKS[state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 translate-y-[3px] self-start" strokeWidth={1.75} aria-hidden="true" />
      <span>
        <Words state={state} life={life} zone={zone} />
      </span>
    </span>
  )
}

function Words({ state, life, zone }: { state: KeyState; life: KeyLife; zone: string }) {
  const { expiresAt, previousUntil } = life
  if (state === 'rotating' && previousUntil)
    return (
      <>
        Rotating{' '}
        <span className="font-normal text-ink-3 max-sm:block">
          old until <Moment at={previousUntil.toISOString()} zone={zone} as="shortMoment" />
        </span>
      </>
    )
  if (state === 'expires_soon' && expiresAt) return `Expires ${date(expiresAt.toISOString(), zone)}`
  return {
    active: 'Active',
    rotating: 'Rotating',
    expires_soon: 'Expires soon',
    expired: 'Expired',
    revoked: 'Revoked',
  }[state]
}
