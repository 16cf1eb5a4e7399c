import { written } from '#components/export/export-words.ts'
import { Moment } from '#components/time/moment.tsx'
import type { ExportDetail } from '#domain/exports/export-rows.ts'
import { reachedShare } from '#domain/exports/reached.ts'

/** By the time of the messages: counting them all first would take as long as writing them. */
export function ExportProgress({ of, zone }: { of: ExportDetail; zone: string }) {
  if (of.state === 'waiting')
    return <p className="text-13 text-ink-2">It begins when one of the exports before it is done. You need not stay.</p>
  const { share, at } = reachedShare(of)
  return (
    <div className="grid gap-1.5">
      <progress
        {...(share === null ? {} : { value: share })}
        max={1}
        aria-label="Written of the time asked for"
        className="job-progress h-2 w-full"
      />
      <p className="text-13 text-ink-2">
        <span className="num">{written(of.rows)}</span> rows written
        {at ? (
          <>
            , up to <Moment at={at.toISOString()} zone={zone} as="shortMoment" />
          </>
        ) : null}
        . You need not stay: a mail says when it is ready.
      </p>
    </div>
  )
}
