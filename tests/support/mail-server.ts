/** A mail server on loopback that keeps what it is handed, byte by byte. */
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { from: string; to: string[]; raw: string }

export type MailServer = {
  url: string
  received: ReceivedMail[]
  close: () => Promise<void>
}

type Refuse = (attempt: number) => number | null

/** `refuse` answers the SMTP code for the n-th mail that is offered, or null to take it. */
export async function startMailServer({
  onRecipient = () => null,
  onData = () => null,
}: {
  onRecipient?: Refuse
  onData?: Refuse
} = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let recipients = 0
  let offered = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      recipients += 1
      done(refusal(onRecipient(recipients)))
    },
    onData: (stream, session, done) => {
      offered += 1
      const code = onData(offered)
      text(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope
        if (code === null)
          received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw })
        done(refusal(code))
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function refusal(code: number | null): Error | null {
  return code === null ? null : Object.assign(new Error('not now'), { responseCode: code })
}
