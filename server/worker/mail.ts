/** Claims mails, hands them to the mail server, records what came of it. At least once: the Message-ID of a second copy is the first’s. */
import { createTransport } from 'nodemailer'
import { type ClaimedMail, claimMails } from '#domain/mail/claim-mails.ts'
import { recordRefused, recordSent } from '#domain/mail/record-mail.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { SETTINGS } from './settings.ts'

export type Mailer = { round: () => Promise<boolean>; close: () => void }

export function createMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: SETTINGS.mailsAtOnce,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    // A text is a text: nothing in it may make this machine read a file or call an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })

  async function handOver({ id, to, subject, body }: ClaimedMail): Promise<void> {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text: body,
        messageId: `<${id}@${new URL(env.portal.url).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    } catch (fault) {
      await recordRefused(id, { why: fault instanceof Error ? fault.message : String(fault), final: isFinal(fault) })
      log.warn({ mailId: id, reason: reasonOf(fault) }, 'a mail was not taken')
      return
    }
    await recordSent(id)
  }

  return {
    round: async () => {
      const mails = await claimMails({ limit: SETTINGS.mailsAtOnce, leaseMs: SETTINGS.mailLeaseMs })
      await Promise.all(mails.map(handOver))
      return mails.length === SETTINGS.mailsAtOnce
    },
    close: () => transport.close(),
  }
}

/** The server knows the address and refuses it for good (5xx on it). A wrong password or a closed port is ours to mend. */
function isFinal(fault: unknown): boolean {
  const { code, responseCode } = fault as { code?: string; responseCode?: number }
  return code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500
}

/** For the log, which holds no addresses: an answer’s sentence may name one. */
function reasonOf(fault: unknown): string {
  const { code = 'unknown', responseCode } = fault as { code?: string; responseCode?: number }
  return responseCode === undefined ? code : `${code} ${responseCode}`
}
