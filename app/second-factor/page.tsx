import type { Metadata } from 'next'
import Link from 'next/link'
import { Door } from '#components/layout/door.tsx'
import { readTotpTrial } from '#domain/access/read-totp-trial.ts'
import { requirePerson } from '../_web/session.ts'
import { AddPasskey } from './add-passkey.tsx'
import { QrCode } from './qr-code.tsx'
import { SetUp } from './set-up.tsx'

export const metadata: Metadata = { title: 'Set up an authenticator app' }

/** Outside the accounts: somebody whose account is closed until they have a second factor comes here too. */
export default async function SecondFactorPage() {
  const session = await requirePerson()
  const trial = await readTotpTrial(session)
  const isOpen = session.entry.open
  return (
    <Door
      title="Authenticator app"
      note="A second factor: whoever learns your password still cannot sign in."
      foot={
        <p>
          <Link className="link" href={isOpen ? '/preferences/security' : '/closed'} prefetch={false}>
            {isOpen ? 'Back to Security' : 'Back'}
          </Link>
        </p>
      }
    >
      <SetUp hasOne={session.person.hasTotp} email={session.person.email}>
        {trial ? <QrCode uri={trial.uri} typed={trial.key} /> : null}
      </SetUp>
      {isOpen ? null : (
        <section className="grid gap-2 border-t border-line pt-4">
          <h2 className="text-14 font-semibold">Or a passkey</h2>
          <p className="text-13 text-ink-2">The finger, face or PIN that opens your device counts as well.</p>
          <AddPasskey email={session.person.email} next="/" />
        </section>
      )}
    </Door>
  )
}
