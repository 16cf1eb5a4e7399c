import Link from 'next/link'
import { WatchForFirst } from '#components/table/watch-for-first.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Empty } from '#components/ui/empty.tsx'

/** The first message turns this into the log by itself. */
export function NoMessages({ start, position }: { start: string; position: string }) {
  return (
    <Empty title="No messages yet">
      <p>
        Everything this account sends and receives appears here the moment it happens. Send the first one with the API,
        or{' '}
        <Link href="/messages/new" className="link">
          write it here
        </Link>
        .
      </p>
      <CodeBlock code={start} what="command" />
      <p className="text-13 text-ink-3">Put the secret that was shown with your key in the place of SECRET_KEY.</p>
      <WatchForFirst position={position} />
    </Empty>
  )
}
