import { AddPasskey } from '#app/second-factor/add-passkey.tsx'
import { Moment } from '#components/time/moment.tsx'
import { date } from '#components/time/zone.ts'
import type { PasskeySummary } from '#domain/access/list-passkeys.ts'
import { PasskeyForms } from './passkey-forms.tsx'

export function Passkeys({ passkeys, email, zone }: { passkeys: PasskeySummary[]; email: string; zone: string }) {
  return (
    <>
      <p className="max-w-[64ch] text-13 text-ink-2">
        A passkey signs you in with the finger, face or PIN that opens your device. It is both factors in one, works
        without your e-mail, and cannot be given away to a false page.
      </p>
      {passkeys.length > 0 ? (
        <div className="ledger-frame">
          <table className="ledger cards">
            <caption className="sr-only">Your passkeys</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Added</th>
                <th scope="col">Last used</th>
                <th scope="col" className="right">
                  <span className="sr-only">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {passkeys.map(({ id, name, createdAt, usedAt }) => (
                <tr key={id}>
                  <td className="card-wide font-medium sm:max-w-[18rem]">{name}</td>
                  <td data-label="Added" className="card-wide">
                    <time dateTime={createdAt.toISOString()}>{date(createdAt.toISOString(), zone)}</time>
                  </td>
                  <td data-label="Last used" className="card-wide">
                    {usedAt ? (
                      <Moment at={usedAt.toISOString()} zone={zone} as="shortMoment" />
                    ) : (
                      <span className="text-ink-3">Not yet</span>
                    )}
                  </td>
                  <td className="right card-wide">
                    <PasskeyForms id={id} name={name} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <AddPasskey email={email} next="/preferences/security" />
    </>
  )
}
