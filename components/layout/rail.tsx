import { LogOut } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from './mark.tsx'
import { RailLinks } from './rail-links.tsx'

type Props = {
  person: { name: string; email: string }
  role: string
  signOut: (form: FormData) => Promise<void>
  children: ReactNode
}

export function Rail({ person, role, signOut, children }: Props) {
  return (
    <nav id="rail" popover="auto" aria-label="Main" className="rail">
      <Link href="/" className="mb-4 self-start rounded-md px-2 py-0.5">
        <Wordmark />
      </Link>
      <RailLinks />
      <div className="mt-auto grid grid-cols-[minmax(0,1fr)] gap-3 pt-6">
        {children}
        <div className="flex items-center gap-2.5 border-t border-line px-1 pt-3">
          <span
            aria-hidden="true"
            className="grid size-7 shrink-0 place-items-center rounded-full bg-signal-wash text-12 font-semibold text-signal"
          >
            {initial(person.name || person.email)}
          </span>
          <span className="min-w-0 flex-1 leading-4">
            <span className="block truncate text-13" title={person.email}>
              {person.name}
            </span>
            <span className="block truncate text-12 text-ink-3">{role}</span>
          </span>
          <form action={signOut}>
            <button
              type="submit"
              aria-label="Sign out"
              title="Sign out"
              className="grid size-8 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
            >
              <LogOut className="size-4" strokeWidth={1.5} aria-hidden="true" />
            </button>
          </form>
        </div>
      </div>
    </nav>
  )
}

function initial(name: string): string {
  return (Array.from(name)[0] ?? '?').toUpperCase()
}
