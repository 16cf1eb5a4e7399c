import { randomBytes } from 'node:crypto'
import type { Plan } from './plan.ts'

const WORDS = 'Your appointment is tomorrow at 9:30. Reply C to confirm.'

/** Requests in turn over the senders. The text begins with the moment of sending, by which the carrier's log is read. */
export function createRequests({ senders, to, isIdempotent }: Plan): (sentAt: number) => string {
  const prefix = randomBytes(6).toString('hex')
  let made = 0
  return (sentAt) => {
    const sender = senders[made % senders.length]
    if (!sender) throw new RangeError('nobody to send from')
    made++
    const body = JSON.stringify({ from: sender.from, to, body: `${sentAt.toFixed(3)} ${WORDS}` })
    const key = isIdempotent ? `Idempotency-Key: ${prefix}-${made}\r\n` : ''
    return (
      `POST /v2.1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${sender.authorization}\r\n${key}` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    )
  }
}
