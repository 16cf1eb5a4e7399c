import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { PasskeyButton } from '#components/form/passkey-button.tsx'
import { Door } from '#components/layout/door.tsx'
import { QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import { env } from '#lib/env.ts'
import { safeReturnPath } from '../_web/return-path.ts'
import type { SearchParams } from '../_web/search-params.ts'
import { readSession } from '../_web/session.ts'
import { signInByPasskey } from './actions.ts'
import { SignInForm } from './sign-in-form.tsx'
import { whyNot } from './sso/why-not.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { next: wanted, again, over, sso } = await searchParams
  const refused = whyNot(sso, env.oidc?.name ?? 'Single sign-on')
  const next = safeReturnPath(wanted)
  // Somebody whose last proof is too old for what they want to do signs in once more.
  if (again !== 'yes' && (await readSession())) redirect(next)
  return (
    <Door title="Sign in" note="Messages, numbers and what they cost." foot={<OtherWays />}>
      {over === 'yes' ? (
        <Notice tone="hint">This sign-in took too long, or had too many wrong codes. Begin it anew.</Notice>
      ) : null}
      {refused ? <Notice tone="failed">{refused}</Notice> : null}
      <SignInForm next={next} />
      <div className="grid gap-2.5">
        {env.oidc ? (
          <a href={ssoPath(next)} className={`${QUIET} min-h-9`}>
            Go on with {env.oidc.name}
          </a>
        ) : null}
        <PasskeyButton action={signInByPasskey} label="Use a passkey instead" fields={{ next }} />
      </div>
    </Door>
  )
}

function ssoPath(next: string): string {
  return next === '/' ? '/sign-in/sso' : `/sign-in/sso?next=${encodeURIComponent(next)}`
}

function OtherWays() {
  return (
    <>
      <p>
        <Link className="link" href="/reset-password" prefetch={false}>
          Forgot your password
        </Link>
      </p>
      <p>
        New here?{' '}
        <Link className="link" href="/sign-up" prefetch={false}>
          Create an account
        </Link>{' '}
        or see{' '}
        <Link className="link" href="/pricing" prefetch={false}>
          what it costs
        </Link>
      </p>
    </>
  )
}
