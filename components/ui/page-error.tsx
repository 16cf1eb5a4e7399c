'use client'

import { QUIET } from './button.ts'
import { Empty } from './empty.tsx'

/** What an error boundary shows: the id finds the fault in the log; nothing else of it is told. */
export function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  return (
    <Empty level="h1" title="This page could not be shown">
      <p>
        A fault on Longcode’s side kept it from being read, most often a database that is away for a moment. Your
        messages are not affected.
      </p>
      {digest ? (
        <p className="text-13 text-ink-3">
          Give support this id: <span className="num text-ink-2">{digest}</span>
        </p>
      ) : null}
      <button type="button" onClick={retry} className={`${QUIET} w-fit`}>
        Try again
      </button>
    </Empty>
  )
}
