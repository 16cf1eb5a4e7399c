import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Wordmark } from '#components/layout/mark.tsx'
import { safeReturnPath } from '../_web/return-path.ts'
import type { SearchParams } from '../_web/search-params.ts'
import { readSession } from '../_web/session.ts'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const next = safeReturnPath((await searchParams).next)
  if (await readSession()) redirect(next)
  return (
    <div className="grid min-h-dvh panel:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main className="flex flex-col px-6 py-8 sm:px-10">
        <Wordmark />
        <div className="m-auto grid w-full max-w-[21rem] gap-6 py-12">
          <div className="grid gap-1">
            <h1 className="text-28 font-semibold tracking-[-0.02em]">Sign in</h1>
            <p className="text-ink-2">Messages, numbers and what they cost.</p>
          </div>
          <SignInForm next={next} />
        </div>
      </main>
      <div className="grid overflow-hidden border-l border-line bg-surface max-panel:hidden">
        <div className="tape" />
      </div>
    </div>
  )
}
