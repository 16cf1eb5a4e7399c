import { transaction } from '#lib/db.ts'
import { HOUR_MS, now } from '#lib/time.ts'

export type ClaimedMail = { id: string; to: string; subject: string; body: string }

/**
 * What is older goes to nobody any more: its links are dead. So a system that is given a mail server does not pour out what had
 * stayed in its own mailbox.
 */
export const MAIL_LIVES_MS = 25 * HOUR_MS

/** Takes what is due; nobody else takes it until `leaseMs` have passed, so a worker that dies delays a mail and loses none. */
export async function claimMails({ limit, leaseMs }: { limit: number; leaseMs: number }): Promise<ClaimedMail[]> {
  const at = now()
  return transaction((tx) =>
    tx.query<ClaimedMail>(
      {
        name: 'claim_mails',
        text: `
          with due as (
            select id from mails where due_at <= $1 and created_at > $3 order by due_at limit $4 for update skip locked
          )
          update mails set due_at = $2 where id = any(array(select id from due))
          returning id, to_email as to, subject, body`,
      },
      [at, new Date(at.getTime() + leaseMs), new Date(at.getTime() - MAIL_LIVES_MS), limit],
    ),
  )
}
