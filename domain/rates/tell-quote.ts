import { emailsWhoMay } from '#domain/access/emails-who-may.ts'
import { type Letter, queueMail } from '#domain/mail/queue-mail.ts'
import type { Tx } from '#lib/db.ts'

/** To everybody who may accept it. */
export async function tellQuote(tx: Tx, accountId: string, write: (accountName: string) => Letter): Promise<void> {
  const [account] = await tx.query<{ name: string }>('select name from accounts where id = $1', [accountId])
  const letter = write(account?.name ?? '')
  for (const email of await emailsWhoMay(tx, accountId, 'billing.manage')) await queueMail(tx, email, letter)
}
