import Link from 'next/link'
import { Empty } from '#components/ui/empty.tsx'

export default function NotFound() {
  return (
    <Empty level="h1" title="There is nothing at this address">
      <p>The link may be old, or a part of it got lost on the way.</p>
      <Link href="/" className="link w-fit">
        Go to the overview
      </Link>
    </Empty>
  )
}
