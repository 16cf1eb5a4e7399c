import { Check, Clock, type LucideIcon, Pause, Undo2 } from 'lucide-react'
import { Moment } from '#components/time/moment.tsx'
import type { MessagingState } from '#domain/routing/parties.ts'
import { DAY_MS } from '#lib/time.ts'

type Look = { word: string; icon: LucideIcon; colour: string }

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<MessagingState, Look> = {
  enabled: { word: 'Text-enabled', icon: Check, colour: 'text-delivered' },
  porting: { word: 'Porting in', icon: Clock, colour: 'text-queued' },
  suspended: { word: 'Suspended', icon: Pause, colour: 'text-failed' },
  released: { word: 'Released', icon: Undo2, colour: 'text-queued' },
}

/** A released number can be taken back for a week. */
const COOLING_OFF_MS = 7 * DAY_MS

export function stateWord(state: MessagingState): string {
  return LOOKS[state].word
}

export function NumberStateMark({ state }: { state: MessagingState }) {
  const { word, icon: Icon, colour } = LOOKS[state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {word}
    </span>
  )
}

type Life = { messagingState: MessagingState; messagingFrom: Date | null; releasedAt: Date | null }

/** What the state means for whoever wants to use the number. */
export function StateMeaning({
  number: { messagingState, messagingFrom, releasedAt },
  zone,
}: {
  number: Life
  zone: string
}) {
  if (messagingState === 'enabled') return 'It sends and receives text: nothing to do, no fee.'
  if (messagingState === 'suspended')
    return 'It does not send: its monthly cost could not be charged. What comes in is kept here, free, and it works again as soon as the balance covers what is owed.'
  if (messagingState === 'porting')
    return messagingFrom ? (
      <>
        It sends and receives text from <When at={messagingFrom} zone={zone} />. Until then messages from it are
        refused.
      </>
    ) : (
      'Its move to this account is under way. It sends and receives text three to five days after its voice has moved.'
    )
  return releasedAt ? (
    <>
      It was given back. Until <When at={new Date(releasedAt.getTime() + COOLING_OFF_MS)} zone={zone} /> it can be taken
      back; after that it may be somebody else’s.
    </>
  ) : (
    'It was given back.'
  )
}

function When({ at, zone }: { at: Date; zone: string }) {
  return <Moment at={at.toISOString()} zone={zone} as="shortMoment" />
}
