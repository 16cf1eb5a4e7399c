import { Empty } from '#components/ui/empty.tsx'
import { STOP_LIST } from '#domain/optouts/keyword.ts'
import { isNarrowed, type OptOutView } from './read-view.ts'

export function NoOptOuts({ view }: { view: OptOutView }) {
  if (isNarrowed(view) || view.before)
    return (
      <Empty title="No such opt-outs">
        <p>Nothing matches. Take a filter away, or look whether the number is whole.</p>
      </Empty>
    )
  return (
    <Empty title="Nobody has opted out">
      <p>
        Whoever answers one of your messages with {STOP_LIST} gets no more from that number: sends to them are refused
        and cost nothing. It works by itself, also while no URL is set, and they get one confirmation, which is free.
        START lifts it.
      </p>
    </Empty>
  )
}
