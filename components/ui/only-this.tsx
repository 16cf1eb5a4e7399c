import { ListFilter } from 'lucide-react'
import Link from 'next/link'

/**
 * Narrows the list to the value beside it. In a table it comes with the pointer and keys pass it by: fifty rows would put a
 * hundred stops between one row and the next, and the open row has the same.
 */
export function OnlyThis({ href, what, inTable = false }: { href: string; what: string; inTable?: boolean }) {
  const look = inTable ? 'relative z-[1] opacity-0 group-hover:opacity-100' : ''
  return (
    <Link
      href={href}
      prefetch={false}
      tabIndex={inTable ? -1 : undefined}
      aria-label={`Only ${what}`}
      title={`Only ${what}`}
      className={`-my-1 inline-grid size-6 shrink-0 place-items-center self-center rounded-sm text-ink-3 hover:bg-sunk hover:text-ink ${look}`}
    >
      <ListFilter className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
    </Link>
  )
}
