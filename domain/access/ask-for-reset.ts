import { resetLetter } from '#domain/mail/letters.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { networkOf } from '#lib/address-range.ts'
import { query, transaction } from '#lib/db.ts'
import { parseEmail } from '#lib/email-address.ts'
import { inEvenTime } from '#lib/even-time.ts'
import { invalid } from '#lib/refusals.ts'
import { mayGoOn, takeTry } from './limits.ts'
import type { Origin } from './scope.ts'
import { issueTicket } from './tickets.ts'

/** Sends a link to whoever is known by this e-mail, and nothing to anybody else. From outside the two look alike. */
export async function askForReset(input: { email: string; origin: Origin }): Promise<void> {
  const parsed = parseEmail(input.email)
  if (!parsed.ok) throw invalid({ email: parsed })
  const { email } = parsed
  await takeTry(['reset address', networkOf(input.origin.address)])
  await inEvenTime(async () => {
    const mayWrite = await mayGoOn('mail to e-mail', 'reset', email)
    const [person] = await query<{ id: string }>('select id from people where email = $1', [email])
    if (!person || !mayWrite) return
    await transaction(async (tx) => {
      const token = await issueTicket(tx, { kind: 'reset', personId: person.id })
      await queueMail(tx, email, resetLetter({ token }))
    })
  })
}
