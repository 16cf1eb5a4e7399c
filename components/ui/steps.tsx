import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

export type Step = { done: boolean; title: string; body: ReactNode }

/** What to do next. What is done stays, small: it says where one is. */
export function Steps({ steps }: { steps: Step[] }) {
  return (
    <ol className="grid gap-4">
      {steps.map(({ done, title, body }) => (
        <li key={title} className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-3">
          <span
            aria-hidden="true"
            className={`mt-0.5 grid size-4 place-items-center rounded-full border ${done ? 'border-signal bg-signal text-signal-ink' : 'border-line-strong'}`}
          >
            {done ? <Check className="size-3" strokeWidth={2.5} /> : null}
          </span>
          <div className="grid gap-1.5">
            <h3 className={done ? 'text-ink-3' : 'font-medium'}>
              {title}
              {done ? <span className="sr-only"> (done)</span> : null}
            </h3>
            {done ? null : <div className="grid gap-2 text-13 text-ink-2">{body}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
