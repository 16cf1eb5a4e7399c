import type { Letter } from '#domain/mail/queue-mail.ts'
import { env } from '#lib/env.ts'
import { KEPT_DAYS } from './export-rows.ts'

/** Nothing of what is in it: a mail lies around. */
export function readyExportLetter({ id, rows, expiresAt }: { id: string; rows: number; expiresAt: Date }): Letter {
  const [day, time] = [expiresAt.toISOString().slice(0, 10), expiresAt.toISOString().slice(11, 16)]
  return {
    subject: 'Your export of messages is ready',
    body: `The export of messages that you asked for is ready: ${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}. Download it here:

${env.portal.url}/messages/exports/${id}

The page asks for your sign-in. The file is kept for ${KEPT_DAYS} days, until ${day} ${time} UTC.
`,
  }
}

export function failedExportLetter({ id, problem }: { id: string; problem: string }): Letter {
  return {
    subject: 'Your export of messages could not be made',
    body: `The export of messages that you asked for could not be made. ${problem}

${env.portal.url}/messages/exports/${id}
`,
  }
}
