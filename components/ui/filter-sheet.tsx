import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { PRIMARY } from './button.ts'

type Props = {
  action: string
  note: string
  /** `row`: the form stands below the row its button is in, and not below the button. */
  below?: 'button' | 'row'
  /** How wide the form is on a desk, and its columns. */
  className?: string
  children: ReactNode
}

/** More filters behind a button: over the page on a desk, a sheet from below on a phone. A plain GET. */
export function FilterSheet({ action, note, below = 'button', className = 'sm:w-[30rem]', children }: Props) {
  return (
    <details data-sheet data-filters className={`filter-sheet ${below === 'button' ? 'relative' : ''}`}>
      <summary className="inline-flex h-8 items-center gap-1.5 rounded-full border border-dashed border-line-strong px-3 text-13 text-ink-2 hover:bg-sunk hover:text-ink">
        <Plus className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
        Filter
      </summary>
      <SheetForm action={action} note={note} className={`sm:left-0 ${className}`}>
        <div className="grid gap-4 sm:grid-cols-2">{children}</div>
      </SheetForm>
    </details>
  )
}

export function SheetForm({ action, note, className, children }: Omit<Props, 'below'>) {
  return (
    <form method="get" action={action} className={className}>
      <div className="filter-sheet-fields">{children}</div>
      <div className="filter-sheet-end">
        <button type="submit" className={PRIMARY}>
          Apply
        </button>
        <span className="text-12 text-ink-3">{note}</span>
      </div>
    </form>
  )
}
