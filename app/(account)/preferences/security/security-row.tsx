import type { ReactNode } from 'react'

type Props = { title: string; state: ReactNode; about: ReactNode; action: ReactNode; children?: ReactNode }

/** One thing, its state, what it is for, and what can be done; below it what came of that. */
export function SecurityRow({ title, state, about, action, children }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3.5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2.5">
        <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
          <h3 className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{title}</span>
            {state}
          </h3>
          <p className="text-13 text-ink-2">{about}</p>
        </div>
        {action}
      </div>
      {children}
    </div>
  )
}
