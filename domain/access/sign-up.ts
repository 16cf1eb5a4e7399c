import { alreadyHereLetter, confirmLetter } from '#domain/mail/letters.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { networkOf } from '#lib/address-range.ts'
import { transaction } from '#lib/db.ts'
import { parseEmail } from '#lib/email-address.ts'
import { inEvenTime } from '#lib/even-time.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { invalid } from '#lib/refusals.ts'
import { zoneProblem } from '#lib/time-zones.ts'
import { mayGoOn, takeTry } from './limits.ts'
import { hashPassword, passwordProblem } from './passwords.ts'
import type { Origin } from './scope.ts'
import { issueTicket } from './tickets.ts'

export type SignUpInput = {
  email: string
  name: string
  accountName: string
  timeZone: string
  password: string
  origin: Origin
}

/** What waits for the click in the mail. The password is not among it: its hash is. */
export type WaitingSignUp = Pick<SignUpInput, 'email' | 'name' | 'accountName' | 'timeZone'> & { passwordHash: string }

/**
 * The same answer, after the same time, for known and unknown e-mails: a mail was sent. Only who reads that mail learns which of
 * the two it was. Nothing is made until the link in it is used.
 */
export async function signUp(input: SignUpInput): Promise<void> {
  const { origin, ...waiting } = parse(input)
  await takeTry(['sign-up address', networkOf(origin.address)])
  await inEvenTime(async () => {
    const { password, ...rest } = waiting
    // Hashed for a known e-mail as well: it is what takes the time.
    const passwordHash = await hashPassword(password)
    if (!(await mayGoOn('mail to e-mail', 'sign-up', rest.email))) return
    await transaction(async (tx) => {
      const known = await tx.query('select 1 from people where email = $1', [rest.email])
      const payload: WaitingSignUp | Record<string, never> = known.length > 0 ? {} : { ...rest, passwordHash }
      // For a known e-mail it opens nothing, and its token goes nowhere: it is there for the time it takes.
      const token = await issueTicket(tx, { kind: 'sign_up', payload })
      const { email, accountName } = rest
      await queueMail(tx, email, known.length > 0 ? alreadyHereLetter() : confirmLetter({ token, accountName }))
    })
  })
}

function parse(input: SignUpInput): SignUpInput {
  const { password, timeZone, origin } = input
  const email = parseEmail(input.email)
  const name = parsePlainName(input.name)
  const account = parsePlainName(input.accountName)
  const problems = {
    email,
    name,
    account,
    time_zone: zoneProblem(timeZone),
    password: passwordProblem(password, ...(email.ok ? [email.email] : []), ...(name.ok ? [name.name] : [])),
  }
  if (!email.ok || !name.ok || !account.ok || problems.time_zone || problems.password) throw invalid(problems)
  return { email: email.email, name: name.name, accountName: account.name, timeZone, password, origin }
}
