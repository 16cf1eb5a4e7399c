'use client'

import { useEffect, useRef } from 'react'
import type { NarrowedCall, Narrowing } from '#domain/keys/preview-narrowing.ts'

const SHOWN = 8
const count = new Intl.NumberFormat('en-US')

/** What would have gone wrong in the last 30 days: seen before it is done. */
export function NarrowingNotice({ narrowing }: { narrowing: Narrowing }) {
  const { calls, kept, days, refused } = narrowing
  const region = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is read anew
  useEffect(() => region.current?.focus(), [narrowing])
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-labelledby="narrowing"
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-held/40 bg-held-wash px-3 py-3"
    >
      <div className="grid gap-1">
        <h3 id="narrowing" className="text-13 font-semibold">
          {count.format(calls)} {calls === 1 ? 'call' : 'calls'} of the last {days} days would have been refused
        </h3>
        <p className="text-13 text-ink-2">
          {count.format(kept)} would still have gone through. Nothing is changed yet: press the button once more to do
          it all the same.
        </p>
      </div>
      <ul className="grid text-13">
        {refused.slice(0, SHOWN).map((one) => (
          <li
            key={`${one.endpoint} ${one.address} ${one.agent} ${one.what}`}
            className="grid gap-0.5 border-t border-held/30 py-2 last:pb-0"
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="num min-w-0 break-all">{one.endpoint}</span>
              <span className="num shrink-0">{count.format(one.calls)}</span>
            </span>
            <span className="text-12 break-all text-ink-2">
              {reason(one)} · <span className="num">{one.address || 'unknown address'}</span> ·{' '}
              {one.agent || 'no agent named'}
            </span>
          </li>
        ))}
      </ul>
      {refused.length > SHOWN ? (
        <p className="text-12 text-ink-2">And {count.format(refused.length - SHOWN)} more kinds of call.</p>
      ) : null}
    </section>
  )
}

function reason({ why, what }: NarrowedCall): string {
  return { scope: `Needs ${what}`, number: `About ${what}`, address: `From ${what}` }[why]
}
