import { emailsWhoMay } from '#domain/access/emails-who-may.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import type { Tx } from '#lib/db.ts'
import { type ChargeNews, chargeLetter, type ToldNumber } from './charge-letters.ts'

export type News = Map<ChargeNews, ToldNumber[]>

/** One letter for each kind of news, to everybody who may see the balance: owners, administrators, finance. */
export async function tellCharges(tx: Tx, accountId: string, news: News, fundsNanos: bigint): Promise<void> {
  if (news.size === 0) return
  const [account] = await tx.query<{ name: string }>('select name from accounts where id = $1', [accountId])
  const emails = await emailsWhoMay(tx, accountId, 'billing.read')
  for (const [kind, numbers] of news) {
    const letter = chargeLetter(kind, { numbers, fundsNanos, accountName: account?.name ?? '' })
    for (const email of emails) await queueMail(tx, email, letter)
  }
}
