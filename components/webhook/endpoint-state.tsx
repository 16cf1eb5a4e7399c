import { Ban, Check, Circle, CircleAlert, type LucideIcon, Pause } from 'lucide-react'
import { Moment } from '#components/time/moment.tsx'
import { clock } from '#components/time/zone.ts'
import type { EndpointRow } from '#domain/webhooks/endpoint-rows.ts'

type State = 'healthy' | 'failing' | 'paused' | 'disabled' | 'new'
type Life = Pick<EndpointRow, 'state' | 'openUntil' | 'failingSince' | 'lastSuccessAt' | 'disabledWhy' | 'disabledAt'>

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<State, { word: string; icon: LucideIcon; colour: string }> = {
  healthy: { word: 'Working', icon: Check, colour: 'text-delivered' },
  failing: { word: 'Failing', icon: CircleAlert, colour: 'text-failed' },
  paused: { word: 'Paused', icon: Pause, colour: 'text-held' },
  disabled: { word: 'Disabled', icon: Ban, colour: 'text-failed' },
  new: { word: 'Not tried yet', icon: Circle, colour: 'text-queued' },
}

export function endpointStateOf({ state, openUntil, failingSince, lastSuccessAt }: Life): State {
  if (state === 'disabled') return 'disabled'
  if (openUntil !== null) return 'paused'
  if (failingSince !== null) return 'failing'
  return lastSuccessAt === null ? 'new' : 'healthy'
}

export function EndpointStateMark({ endpoint }: { endpoint: Life }) {
  const state = endpointStateOf(endpoint)
  const { word, icon: Icon, colour } = LOOKS[state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon
        className={`size-3.5 shrink-0 self-center ${state === 'paused' ? 'fill-current' : ''}`}
        strokeWidth={1.75}
        aria-hidden="true"
      />
      {word}
    </span>
  )
}

const DISABLED_WHY = {
  gone: 'It answered 410 Gone, which says that nothing will ever be there again.',
  failing: 'It failed for five days without a break.',
  person: 'Somebody of this account turned it off.',
} as const

/** What the state means for the events that go there. */
export function EndpointMeaning({ endpoint, zone }: { endpoint: Life; zone: string }) {
  const { openUntil, failingSince, disabledWhy, disabledAt } = endpoint
  const state = endpointStateOf(endpoint)
  if (state === 'disabled')
    return (
      <>
        {disabledWhy ? DISABLED_WHY[disabledWhy] : null} Its events are held since{' '}
        {disabledAt ? <Moment at={disabledAt} zone={zone} as="shortMoment" /> : 'then'} and wait for it: enable it, then
        recover them.
      </>
    )
  if (state === 'paused' && openUntil)
    return (
      <>
        It failed too often in a row. Nothing goes out before <span className="num">{clock(openUntil, zone)}</span>,
        then one event is tried; when that arrives, the others follow. None is lost meanwhile.
      </>
    )
  if (state === 'failing' && failingSince)
    return (
      <>
        It fails since <Moment at={failingSince} zone={zone} as="shortMoment" />. Its events are tried again by the
        schedule.
      </>
    )
  return state === 'new' ? 'Nothing has gone there yet.' : 'Events arrive there.'
}
