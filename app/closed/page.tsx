import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '#components/layout/door.tsx'
import { roleWord } from '#components/layout/roles.ts'
import { QUIET } from '#components/ui/button.ts'
import { signOut, switchAccount } from '../_web/preferences.ts'
import { requirePerson } from '../_web/session.ts'
import { WayIn } from './way-in.tsx'

export const metadata: Metadata = { title: 'Account closed to this sign-in' }

/** Where somebody goes who is signed in and whose account asks for more than that. */
export default async function ClosedPage() {
  const { entry, accounts, person } = await requirePerson()
  if (entry.open) redirect('/')
  const others = accounts.filter(({ id }) => id !== entry.account.id)
  return (
    <Door
      title="One step more"
      note={
        <>
          You are signed in as <span className="text-ink">{person.email}</span>.
        </>
      }
    >
      <WayIn why={entry.why} account={entry.account.name} hasFactor={person.hasTotp || person.passkeys > 0} />
      {others.length > 0 ? (
        <section className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t border-line pt-4">
          <h2 className="text-14 font-semibold">Your other accounts</h2>
          <form action={switchAccount} className="-mx-2.5 grid grid-cols-[minmax(0,1fr)]">
            {others.map(({ id, name, role }) => (
              <button
                key={id}
                type="submit"
                name="account"
                value={id}
                className="rounded-md px-2.5 py-1.5 text-left hover:bg-sunk"
              >
                <span className="block truncate">{name}</span>
                <span className="block text-12 text-ink-3">{roleWord(role)}</span>
              </button>
            ))}
          </form>
        </section>
      ) : null}
      <form action={signOut} className="grid">
        <button type="submit" className={`${QUIET} min-h-9`}>
          Sign out
        </button>
      </form>
    </Door>
  )
}
