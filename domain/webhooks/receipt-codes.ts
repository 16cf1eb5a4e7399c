/**
 * How a status is told to clients of the contract (contract.md 6.6). `smsc submit` and `message buffered` 1003 are documented and
 * are what existing clients wait for; 1110 is documented, its status word is not; the rest says what happened with no code, since a
 * code that nobody published would be a claim. Data: change a row, not code.
 */
import type { Status } from '#domain/messages/status.ts'

export type ReceiptCode = { level: 1 | 2; status: string; code: number | null; description: string }

export const RECEIPT_CODES: Partial<Record<Status, ReceiptCode>> = {
  sent: { level: 1, status: 'smsc submit', code: null, description: 'Message has been sent' },
  delivered: { level: 2, status: 'message buffered', code: 1003, description: 'Message accepted by Carrier' },
  undelivered: {
    level: 2,
    status: 'delivery failure',
    code: 1110,
    description: 'Message accepted by the SMSC but the phone rejected the message',
  },
  rejected: { level: 2, status: 'smsc reject', code: null, description: 'The carrier refused the message' },
  expired: {
    level: 2,
    status: 'delivery failure',
    code: null,
    description: 'Message expired before it could be delivered',
  },
}
