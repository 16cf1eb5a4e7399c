import Link from 'next/link'
import { Door } from './door.tsx'

type Way = { href: string; name: string }

/** Where a link from a mail leads that opens nothing any more: why, and the way on. */
export function LinkUsedUp({ ways }: { ways: Way[] }) {
  return (
    <Door
      title="This link has done its work"
      note="It was used already, replaced by a newer one, or is too old. Nothing was changed now."
    >
      <ul className="grid gap-2">
        {ways.map(({ href, name }) => (
          <li key={href}>
            <Link href={href} className="link">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Door>
  )
}
