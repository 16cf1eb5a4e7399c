import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import type { CopiesView } from '#domain/routing/read-copies.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { CandidateForm, EndCandidateForm } from './candidate-form.tsx'
import { CandidateTable } from './candidate-table.tsx'
import { KIND_WORDS, type PageKind } from './url-words.ts'

type Props = {
  kind: PageKind
  number: string
  /** Of this place, or null. */
  url: string | null
  seen: number
  copies: CopiesView | null
  zone: string
  mayChange: boolean
}

const ENDED = {
  complete: 'It has had all of its copies.',
  stopped: 'It was stopped.',
  adopted: 'It was made the URL.',
  expired: 'Its week is over.',
} as const

/** Another address beside the one in force: the same events, side by side. */
export function Candidate({ kind, number, url, seen, copies, zone, mayChange }: Props) {
  const runs = copies !== null && copies.ended === null
  // What has just ended is still being looked at.
  const isFresh = runs || (copies?.endedAt && now().getTime() - copies.endedAt.getTime() < DAY_MS)
  if (!copies && !mayChange) return null
  return (
    <details open={Boolean(isFresh)} className="text-13">
      <summary className="w-fit text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink">
        {runs ? 'A candidate gets copies' : 'Try another address beside it'}
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-3">
        {copies ? (
          <>
            <p className="max-w-[72ch] text-ink-2">
              <span className="num break-all text-ink">{copies.url}</span> has had {copies.sent.toLocaleString('en-US')}{' '}
              of {copies.events.toLocaleString('en-US')} copies. {copies.ended ? ENDED[copies.ended] : null}
              {copies.ended === null && copies.sent === 0
                ? 'The first comes with the next event that goes to the URL in force.'
                : null}
            </p>
            {copies.rows.length > 0 ? <CandidateTable copies={copies} zone={zone} /> : null}
            {mayChange ? (
              <EndCandidateForm
                key={copies.id}
                shadow={copies.id}
                seen={seen}
                runs={runs}
                mayAdopt={copies.url !== url}
              />
            ) : null}
          </>
        ) : null}
        {mayChange && !runs ? <CandidateForm kind={kind} number={number} example={KIND_WORDS[kind].example} /> : null}
      </div>
      {runs ? <RefreshEvery ms={5_000} /> : null}
    </details>
  )
}
