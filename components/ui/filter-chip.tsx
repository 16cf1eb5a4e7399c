import { X } from 'lucide-react'
import Link from 'next/link'

/** What a list is narrowed to, with the link that takes it away. */
export function FilterChip({ name, value, href }: { name: string; value: string; href: string }) {
  return (
    <span className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-full border border-line-strong bg-surface pr-1 pl-3 text-13">
      <span className="text-ink-3">{name}</span>
      <span className="min-w-0 truncate font-medium" title={value}>
        {value}
      </span>
      <Link
        href={href}
        aria-label={`Remove filter: ${name} ${value}`}
        className="grid size-6 shrink-0 place-items-center rounded-full text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <X className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
      </Link>
    </span>
  )
}
