/**
 * The mailbox of a system without a mail server: every mail, for whoever sits at this machine. It holds links that open things,
 * so it exists on one's own machine only: never in production, never beside a mail server, never over the network.
 */
import type { Origin } from '#domain/access/scope.ts'
import { isWithin } from '#lib/address-range.ts'
import { query } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'

export type MailHead = { id: string; to: string; subject: string; at: Date }
export type Mail = MailHead & { body: string }

const NEWEST = 100
const LOOPBACK = ['127.0.0.0/8', '::1/128']

/** No address at all: `next dev`, which listens on loopback alone. */
export function hasMailbox({ address }: Origin): boolean {
  return env.mail.smtpUrl === null && env.mode !== 'production' && (address === null || isWithin(address, LOOPBACK))
}

export async function listMails(origin: Origin): Promise<MailHead[]> {
  demandMailbox(origin)
  return query<MailHead>('select id, to_email as to, subject, created_at as at from mails order by id desc limit $1', [
    NEWEST,
  ])
}

export async function readMail(origin: Origin, id: string): Promise<Mail> {
  demandMailbox(origin)
  const [mail] = isId(id)
    ? await query<Mail>('select id, to_email as to, subject, created_at as at, body from mails where id = $1', [id])
    : []
  if (!mail) throw new Refusal('not_found')
  return mail
}

function demandMailbox(origin: Origin): void {
  if (!hasMailbox(origin)) throw new Refusal('not_found')
}
