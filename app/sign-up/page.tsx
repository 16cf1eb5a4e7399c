import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { ZoneOptions } from '#components/form/zone-options.tsx'
import { Door } from '#components/layout/door.tsx'
import { TIME_ZONES, USUAL_TIME_ZONE } from '#lib/time-zones.ts'
import { mailboxIsOpen } from '../_web/mailbox.ts'
import { readPerson } from '../_web/session.ts'
import { SignUpForm } from './sign-up-form.tsx'

export const metadata: Metadata = { title: 'Create an account' }

export default async function SignUpPage() {
  // Somebody who is here already needs no second self: another account is opened from inside.
  if (await readPerson()) redirect('/accounts/new')
  return (
    <Door title="Create an account" note="For your numbers, messages and keys." foot={<KnownHere />}>
      <SignUpForm
        zones={<ZoneOptions zones={TIME_ZONES} />}
        usualZone={USUAL_TIME_ZONE}
        mailbox={await mailboxIsOpen()}
      />
    </Door>
  )
}

function KnownHere() {
  return (
    <p>
      Already have one?{' '}
      <Link className="link" href="/sign-in">
        Sign in
      </Link>
    </p>
  )
}
