import type { ReactNode } from 'react'
import { Wordmark } from './mark.tsx'

type Props = { title: string; note?: ReactNode; children: ReactNode; foot?: ReactNode }

/** The frame of every page outside an account: what is asked on one side, the exchange’s tape on the other. */
export function Door({ title, note, children, foot }: Props) {
  return (
    <div className="grid min-h-dvh panel:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main className="flex min-w-0 flex-col px-6 py-8 sm:px-10">
        <Wordmark />
        <div className="m-auto grid w-full max-w-[21rem] grid-cols-[minmax(0,1fr)] gap-6 py-12">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
            <h1 className="text-28 font-semibold tracking-[-0.02em] break-words">{title}</h1>
            {note ? <div className="text-ink-2 break-words">{note}</div> : null}
          </div>
          {children}
          {foot ? <div className="grid gap-1.5 border-t border-line pt-4 text-13 text-ink-2">{foot}</div> : null}
        </div>
      </main>
      <div className="grid overflow-hidden border-l border-line bg-surface max-panel:hidden">
        <div className="tape" />
      </div>
    </div>
  )
}
