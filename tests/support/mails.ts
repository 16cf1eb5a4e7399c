/** What was written to an address, as its owner would read it. */
import type { TestAccount } from './account.ts'
import { ask } from './books.ts'

export type WrittenMail = { subject: string; body: string }

/** Newest first. */
export function mailsTo(email: string): Promise<WrittenMail[]> {
  return ask<WrittenMail>('select subject, body from mails where to_email = $1 order by id desc', [email])
}

/** The subjects of the letters to whoever is on the account, in the order they were written; of those alone that say `saying`. */
export async function letters({ scope }: Pick<TestAccount, 'scope'>, saying = ''): Promise<string[]> {
  const rows = await ask<{ subject: string }>(
    `select m.subject from mails m join people p on p.email = m.to_email join memberships o on o.person_id = p.id
     where o.account_id = $1 and strpos(m.body, $2) > 0 order by m.id`,
    [scope.accountId, saying],
  )
  return rows.map(({ subject }) => subject)
}

export function tokenIn(mail: WrittenMail | undefined): string {
  const token = /\?token=([\w-]+)$/m.exec(mail?.body ?? '')?.[1]
  if (!token) throw new Error(`there is no link in: ${mail?.subject}`)
  return token
}

export async function newestToken(email: string): Promise<string> {
  return tokenIn((await mailsTo(email))[0])
}
