import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { QUIET } from './button.ts'

type Props = {
  action: string
  name: string
  label: string
  placeholder: string
  value?: string
  submit?: string
  /** What else the address says. */
  children?: ReactNode
  className?: string
}

/** One box for whatever somebody has in their hand; `/` leads to it. A plain GET. */
export function SearchBox({
  action,
  name,
  label,
  placeholder,
  value = '',
  submit = 'Find',
  children,
  className = 'sm:w-[15.5rem]',
}: Props) {
  return (
    <search className="max-sm:w-full">
      <form method="get" action={action} className="flex gap-2">
        {children}
        <span className="relative min-w-0 grow">
          <Search
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
            strokeWidth={1.5}
            aria-hidden="true"
          />
          <input
            key={value}
            type="search"
            name={name}
            defaultValue={value}
            data-search
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-label={label}
            placeholder={placeholder}
            className={`field h-8 pl-8 ${className}`}
          />
        </span>
        <button type="submit" className={QUIET}>
          {submit}
        </button>
      </form>
    </search>
  )
}
