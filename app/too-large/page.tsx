import type { Metadata } from 'next'
import Link from 'next/link'
import { Door } from '#components/layout/door.tsx'

export const metadata: Metadata = { title: 'Too large' }

/** Where `server/portal/refuse-body.ts` leads. */
export default function TooLargePage() {
  return (
    <Door
      title="That was too much to take"
      note="What was sent holds more than 1 MB, and no form here needs so much. It was not read, and nothing was changed."
    >
      <p className="text-ink-2">
        Go back and look at the longest field: something may have been pasted into it by mistake.
      </p>
      <Link href="/" className="link w-fit">
        Go to the overview
      </Link>
    </Door>
  )
}
