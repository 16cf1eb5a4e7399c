import Link from 'next/link'
import type { ReactNode } from 'react'
import { QUIET } from '#components/ui/button.ts'
import { Wordmark } from './mark.tsx'

/** The frame of pages for everybody, signed in or not. */
export function PublicFrame({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-[68rem] flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-8">
          <Link href={isSignedIn ? '/' : '/sign-in'} prefetch={false} className="rounded-sm">
            <Wordmark />
          </Link>
          <nav aria-label="Account" className="ml-auto flex items-center gap-2.5 text-13">
            {isSignedIn ? (
              <Link href="/billing/rates" prefetch={false} className={QUIET}>
                Your rates
              </Link>
            ) : (
              <>
                <Link href="/sign-in" prefetch={false} className="link inline-flex min-h-8 items-center px-1">
                  Sign in
                </Link>
                <Link href="/sign-up" prefetch={false} className={QUIET}>
                  Create an account
                </Link>
              </>
            )}
          </nav>
        </div>
      </header>
      <main className="mx-auto grid max-w-[68rem] grid-cols-[minmax(0,1fr)] gap-10 px-4 py-8 sm:px-8 sm:py-12">
        {children}
      </main>
    </div>
  )
}
