import { invalid } from '#lib/refusals.ts'
import { mayGoOn, takeTry } from './limits.ts'

/** Invitations are mails in our name to people who did not ask for them. Throws `slow_down`, and `invalid` for the field `email`. */
export async function takeInvitationTry(accountId: string, email: string): Promise<void> {
  await takeTry(['invitation account', accountId])
  if (!(await mayGoOn('mail to e-mail', 'invitation', email)))
    throw invalid({ email: 'This address was sent several mails just now. Wait a quarter of an hour, then try again.' })
}
