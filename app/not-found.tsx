import Link from 'next/link'
import { Wordmark } from '#components/layout/mark.tsx'

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center justify-items-start gap-4 px-6 sm:justify-items-center">
      <Wordmark />
      <h1 className="text-20 font-semibold">There is nothing at this address</h1>
      <p className="max-w-[48ch] text-ink-2">The link may be old, or a part of it got lost on the way.</p>
      <Link href="/" className="link">
        Go to the overview
      </Link>
    </main>
  )
}
