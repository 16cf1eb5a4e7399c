import { duration } from '#components/time/zone.ts'
import { Figures } from '#components/ui/figures.tsx'
import type { ReplayDetail } from '#domain/webhooks/replay-rows.ts'
import { SECOND_MS } from '#lib/time.ts'

const written = (count: number) => count.toLocaleString('en-US')

export function ReplayProgress({ replay }: { replay: ReplayDetail }) {
  const { total, queued, skipped, perSecond, state, delivered, failed, waiting } = replay
  const seen = Math.min(total, queued + skipped)
  const left = total - seen
  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5">
        <progress
          value={seen}
          max={Math.max(1, total)}
          aria-label="Events sent again"
          className="job-progress h-2 w-full"
        />
        <p className="text-13 text-ink-2">
          <span className="num">{written(seen)}</span> of <span className="num">{written(total)}</span> made due
          {state === 'running' && left > 0 ? (
            <>
              ; the rest in about <span className="num">{duration((left / perSecond) * SECOND_MS)}</span>
            </>
          ) : null}
        </p>
      </div>
      <Figures
        label="What became of them"
        figures={[
          { name: 'Delivered', value: written(delivered) },
          { name: 'Waiting', value: written(waiting) },
          { name: 'Failed again', value: written(failed) },
          {
            name: 'Left out',
            value: written(skipped),
            note: skipped > 0 ? 'no URL, no balance, or older than 30 days' : undefined,
          },
        ]}
      />
    </div>
  )
}
