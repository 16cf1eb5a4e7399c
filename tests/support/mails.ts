/** What was written to an address, as its owner would read it. */
import { ask } from './books.ts'

export type WrittenMail = { subject: string; body: string }

/** Newest first. */
export function mailsTo(email: string): Promise<WrittenMail[]> {
  return ask<WrittenMail>('select subject, body from mails where to_email = $1 order by id desc', [email])
}

export function tokenIn(mail: WrittenMail | undefined): string {
  const token = /\?token=([\w-]+)$/m.exec(mail?.body ?? '')?.[1]
  if (!token) throw new Error(`there is no link in: ${mail?.subject}`)
  return token
}

export async function newestToken(email: string): Promise<string> {
  return tokenIn((await mailsTo(email))[0])
}
