import type { ReceiptState } from '#domain/messages/carrier.ts'

export type ReceiptText = { carrierMessageId: string | null; state: ReceiptState | null; errorCode: string | null }

/** `stat` is cut to seven letters by the book (`DELIVRD`), and written out by some carriers. */
const STATES: ReadonlyArray<readonly [stat: RegExp, state: ReceiptState]> = [
  [/^DELIV(RD|ERED)$/, 'delivered'],
  [/^(UNDELIV|UNDELIVERABLE|UNDELIVERED|DELETED|FAILED|SKIPPED)$/, 'undelivered'],
  [/^REJECT(D|ED)$/, 'rejected'],
  [/^EXPIRED$/, 'expired'],
  [/^(ENROUTE|ACCEPTD|ACCEPTED|BUFFERED|BUFFRED|SCHEDULED)$/, 'enroute'],
]

/**
 * Reads `id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…`, the form of SMPP 3.4 appendix B that
 * everybody writes a little differently. What follows `text:` was written by a customer and is not looked at.
 */
export function parseReceiptText(text: string): ReceiptText {
  const [report = ''] = text.split(/\btext:/i)
  const stat = /(?:^|\s)stat:(\S+)/i.exec(report)?.[1]?.toUpperCase()
  return {
    carrierMessageId: /(?:^|\s)id:(\S+)/i.exec(report)?.[1] ?? null,
    state: stat === undefined ? null : (STATES.find(([pattern]) => pattern.test(stat))?.[1] ?? 'unknown'),
    errorCode: /(?:^|\s)err:(\S+)/i.exec(report)?.[1] ?? null,
  }
}

/** The `message_state` of SMPP 5.2.28; "accepted" (6) says a person took it over, which ends nothing for us. */
export function stateOfTlv(messageState: number): ReceiptState {
  const states: ReceiptState[] = [
    'enroute',
    'enroute',
    'delivered',
    'expired',
    'undelivered',
    'undelivered',
    'enroute',
    'unknown',
    'rejected',
    'undelivered',
  ]
  return states[messageState] ?? 'unknown'
}
