import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { PasskeyButton } from '#components/form/passkey-button.tsx'
import { Door } from '#components/layout/door.tsx'
import { readSecondStep } from '#domain/access/complete-second-step.ts'
import { safeReturnPath } from '../../_web/return-path.ts'
import type { SearchParams } from '../../_web/search-params.ts'
import { readTicketCookie } from '../../_web/ticket.ts'
import { giveCode } from './actions.ts'
import { CodeForm } from './code-form.tsx'

export const metadata: Metadata = { title: 'Second step' }

export default async function CodePage({ searchParams }: { searchParams: SearchParams }) {
  const step = await readSecondStep(await readTicketCookie())
  if (!step) redirect('/sign-in?over=yes')
  const { next: wanted, with: chosen } = await searchParams
  const next = safeReturnPath(wanted)
  const way = chosen === 'recovery' || !step.hasTotp ? 'recovery' : 'code'
  return (
    <Door
      title="Second step"
      note={
        way === 'code'
          ? 'Open your authenticator app and type the six digits it shows for Longcode.'
          : 'Type one of the recovery codes that you stored when you set up your second factor. Each works once.'
      }
      foot={<OtherWays way={way} hasTotp={step.hasTotp} next={next} />}
    >
      {/* Another way is another form: nothing typed into one belongs into the other. */}
      <CodeForm key={way} kind={way} next={next} />
      {step.hasPasskeys ? (
        <PasskeyButton action={giveCode} label="Use a passkey" fields={{ kind: 'passkey', next }} />
      ) : null}
    </Door>
  )
}

function OtherWays({ way, hasTotp, next }: { way: 'code' | 'recovery'; hasTotp: boolean; next: string }) {
  const query = (chosen: string) =>
    `/sign-in/code?${new URLSearchParams({ ...(next === '/' ? {} : { next }), with: chosen })}`
  return (
    <>
      {way === 'code' ? (
        <p>
          Phone not at hand?{' '}
          <Link className="link" href={query('recovery')} prefetch={false}>
            Use a recovery code
          </Link>
        </p>
      ) : hasTotp ? (
        <p>
          <Link className="link" href={query('code')} prefetch={false}>
            Use the code from your app
          </Link>
        </p>
      ) : null}
      <p>
        Not you?{' '}
        <Link className="link" href="/sign-in" prefetch={false}>
          Sign in as somebody else
        </Link>
      </p>
    </>
  )
}
