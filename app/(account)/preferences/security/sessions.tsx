'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { Moment } from '#components/time/moment.tsx'
import { date } from '#components/time/zone.ts'
import { QUIET } from '#components/ui/button.ts'
import type { SessionSummary } from '#domain/access/list-sessions.ts'
import { endOneSession, endTheOthers } from './actions.ts'
import { StateMark } from './state-mark.tsx'

const METHODS = { password: 'Password', passkey: 'Passkey', oidc: 'Single sign-on' } as const

export function Sessions({ sessions, zone }: { sessions: SessionSummary[]; zone: string }) {
  const one = useForm(endOneSession)
  const others = useForm(endTheOthers)
  return (
    <>
      <p className="max-w-[64ch] text-13 text-ink-2">
        Where you are signed in. Ending a session holds at once, and closes what is open there. One that you do not know
        is a reason to change your password.
      </p>
      <form ref={one.form} action={one.send} className="ledger-frame">
        <table className="ledger cards">
          <caption className="sr-only">Your sessions</caption>
          <thead>
            <tr>
              <th scope="col">Device and address</th>
              <th scope="col">Signed in</th>
              <th scope="col">Last seen</th>
              <th scope="col" className="right">
                <span className="sr-only">End</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <td className="card-wide sm:max-w-[18rem]">
                  <span className="block truncate font-medium">{session.device}</span>
                  <span className="num block truncate text-ink-3" title={session.address ?? undefined}>
                    {session.address ?? 'address unknown'}
                  </span>
                </td>
                <td data-label="Signed in" className="card-wide">
                  <span className="min-w-0 flex-1">
                    <time dateTime={session.createdAt.toISOString()}>
                      {date(session.createdAt.toISOString(), zone)}
                    </time>
                    <span className="block text-12 text-ink-3">{wayOf(session)}</span>
                  </span>
                </td>
                <td data-label="Last seen" className="card-wide">
                  <Moment at={session.seenAt.toISOString()} zone={zone} as="shortMoment" />
                </td>
                <td className="right card-wide">
                  {session.isThis ? (
                    <StateMark state="on">This one</StateMark>
                  ) : (
                    <button
                      type="submit"
                      name="session"
                      value={session.id}
                      disabled={one.pending}
                      className="link text-13 disabled:opacity-60"
                    >
                      End<span className="sr-only"> the session of {session.device}</span>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </form>
      <FormMessage state={one.state} />
      {sessions.length > 1 || others.state.message ? (
        <form ref={others.form} action={others.send} className="grid justify-items-start gap-3">
          <FormMessage state={others.state} />
          {sessions.length > 1 ? (
            <button type="submit" disabled={others.pending} className={QUIET}>
              End all other sessions
            </button>
          ) : null}
        </form>
      ) : null}
    </>
  )
}

function wayOf({ method, secondFactor }: SessionSummary): string {
  const way = METHODS[method].toLowerCase()
  return secondFactor && method !== 'passkey' ? `${way} and second factor` : way
}
