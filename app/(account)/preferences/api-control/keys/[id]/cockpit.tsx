import { RotationStrip } from '#components/chart/rotation-strip.tsx'
import { spanOf } from '#components/key/key-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { duration } from '#components/time/zone.ts'
import { Notice } from '#components/ui/notice.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import type { Cockpit as View } from '#domain/keys/read-cockpit.ts'
import type { KeyDetail } from '#domain/keys/read-key.ts'
import { EndForm, ExtendForm, QuietForm } from './grace-forms.tsx'
import { OldCallers } from './old-callers.tsx'

type Props = { apiKey: KeyDetail; cockpit: View; zone: string; mayManage: boolean }

const REFRESH_MS = 2_500

/** A rotation as it goes: who is still on the old secret, and whether it may end. */
export function Cockpit({ apiKey: key, cockpit, zone, mayManage }: Props) {
  const { running, minutes, callers, done } = cockpit
  return (
    <section
      aria-labelledby="cockpit"
      className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-md border border-line bg-surface px-4 py-4"
    >
      {running ? <RefreshEvery ms={REFRESH_MS} /> : null}
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="cockpit" className="text-16 font-semibold">
          {running ? 'Rotation under way' : 'Rotation ended'}
        </h2>
        <p className="text-13 text-ink-2">
          <Until apiKey={key} cockpit={cockpit} zone={zone} />
        </p>
      </header>
      <div role="status">
        <Verdict apiKey={key} cockpit={cockpit} />
      </div>
      <RotationStrip minutes={minutes} zone={zone} old={key.previousLast4 ?? ''} fresh={key.secretLast4} />
      <OldCallers callers={callers} since={key.secretMadeAt} until={key.previousUntil} running={running} zone={zone} />
      {running && mayManage ? (
        <div className="flex flex-wrap items-end gap-x-6 gap-y-4 border-t border-line pt-4">
          <EndForm id={key.id} done={done} />
          <ExtendForm id={key.id} />
          <QuietForm id={key.id} minutes={key.quietMinutes} />
        </div>
      ) : null}
    </section>
  )
}

function Until({ apiKey: { previousUntil, previousLast4 }, cockpit: { at, running }, zone }: Omit<Props, 'mayManage'>) {
  if (!previousUntil) return null
  const until = previousUntil.toISOString()
  return (
    <>
      The old secret <span className="num">…{previousLast4}</span> {running ? 'works until' : 'ended'}{' '}
      <Moment at={until} zone={zone} as="shortMoment" />
      {running ? `, for ${duration(previousUntil.getTime() - at.getTime())} more` : ''}
    </>
  )
}

/** One sentence that says whether it is safe. Green only when the old secret has been quiet for as long as was asked for. */
function Verdict({ apiKey: key, cockpit }: Omit<Props, 'zone' | 'mayManage'>) {
  const { at, running, lastOldAt, quietSince, done } = cockpit
  const asked = spanOf(key.quietMinutes)
  const quiet = duration(Math.max(0, at.getTime() - quietSince.getTime()))
  const late = key.previousUntil && lastOldAt && lastOldAt > key.previousUntil
  if (!running) {
    return late ? (
      <Notice tone="failed">Somebody still tries the old secret and is refused. The callers are named below.</Notice>
    ) : (
      <Notice tone="done">The old secret opens nothing any more, and nobody has tried it since.</Notice>
    )
  }
  if (done) return <Notice tone="done">No call with the old secret for {asked}. It is safe to end it.</Notice>
  if (!lastOldAt)
    return (
      <Notice tone="hint">
        No call with the old secret since the rotation, {quiet} ago. Done after {asked}.
      </Notice>
    )
  return (
    <Notice tone="hint">
      The last call with the old secret was {quiet} ago. Done when it has been quiet for {asked}.
    </Notice>
  )
}
