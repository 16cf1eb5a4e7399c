import Link from 'next/link'
import { Empty } from '#components/ui/empty.tsx'

export default function NotFound() {
  return (
    <Empty level="h1" title="It is not on this account">
      <p>
        There is nothing with this id on the account that is open. If the link came from somebody else, it may belong to
        another account: switch to it and open the link again.
      </p>
      <Link href="/messages" className="link w-fit">
        Go to messages
      </Link>
    </Empty>
  )
}
