'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { PLACES, type Place, PREFERENCES } from './navigation.ts'

export function RailLinks() {
  const path = usePathname()
  return (
    <>
      <Group places={PLACES} path={path} />
      <p id="rail-preferences" className="mx-2 mt-4 mb-1.5 text-12 text-ink-3">
        Preferences
      </p>
      <Group places={PREFERENCES} path={path} labelledBy="rail-preferences" />
    </>
  )
}

function Group({ places, path, labelledBy }: { places: Place[]; path: string; labelledBy?: string }) {
  return (
    <ul className="grid gap-0.5" aria-labelledby={labelledBy}>
      {places.map(({ href, name, icon: Icon }) => (
        <li key={href}>
          <Link
            href={href}
            aria-current={isAt(path, href) ? 'page' : undefined}
            onClick={closeSheet}
            className="group flex h-8 items-center gap-2.5 rounded-md px-2 text-ink-2 hover:bg-sunk/70 hover:text-ink aria-[current]:bg-sunk aria-[current]:font-medium aria-[current]:text-ink max-rail:h-10"
          >
            <Icon className="size-4 group-aria-[current]:text-signal" strokeWidth={1.5} aria-hidden="true" />
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function isAt(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}

function closeSheet() {
  const rail = document.getElementById('rail')
  if (rail?.matches(':popover-open')) rail.hidePopover()
}
