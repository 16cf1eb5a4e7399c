/** What the sandbox does with a message, chosen by the last four digits of its destination. Data, so that it can be printed. */

export type SubmitAnswer = 'accept' | 'reject' | 'throttle' | 'drop'

export type ReceiptPlan = {
  stat: 'DELIVRD' | 'UNDELIV' | 'EXPIRED'
  errorCode: string
  afterMs: number
  copies: number
  idForm: 'hex' | 'decimal'
}

export type Behaviour = {
  /** Last digits of the destination; null for all others. */
  ending: string | null
  sentence: string
  /** One per submission of the same part; after the last it starts again. */
  answers: readonly SubmitAnswer[]
  answerAfterMs: number
  /** The receipt goes out first, and the answer once it has left. */
  isReceiptFirst: boolean
  receipt: ReceiptPlan | null
  /** The same text goes back to its sender. */
  isLoop: boolean
}

const delivered: ReceiptPlan = { stat: 'DELIVRD', errorCode: '000', afterMs: 400, copies: 1, idForm: 'hex' }

const OTHERS: Behaviour = {
  ending: null,
  sentence: 'Accepted, and delivered after 0.4 seconds.',
  answers: ['accept'],
  answerAfterMs: 0,
  isReceiptFirst: false,
  receipt: delivered,
  isLoop: false,
}

export const SCRIPT: readonly Behaviour[] = [
  OTHERS,
  {
    ...OTHERS,
    ending: '0150',
    sentence: 'Accepted, then undelivered with error 011.',
    receipt: { ...delivered, stat: 'UNDELIV', errorCode: '011' },
  },
  {
    ...OTHERS,
    ending: '0151',
    sentence: 'Rejected at once: invalid destination (ESME_RINVDSTADR).',
    answers: ['reject'],
    receipt: null,
  },
  {
    ...OTHERS,
    ending: '0152',
    sentence: 'Throttled twice, accepted the third time, then delivered.',
    answers: ['throttle', 'throttle', 'accept'],
  },
  {
    ...OTHERS,
    ending: '0153',
    sentence: 'The receipt comes before the answer to the submission.',
    isReceiptFirst: true,
    receipt: { ...delivered, afterMs: 0 },
  },
  { ...OTHERS, ending: '0154', sentence: 'Accepted; the receipt is lost.', receipt: null },
  {
    ...OTHERS,
    ending: '0155',
    sentence: 'The answer writes the message id in hex, the receipt in decimal.',
    receipt: { ...delivered, idForm: 'decimal' },
  },
  {
    ...OTHERS,
    ending: '0156',
    sentence: 'Taken and delivered, but the link drops instead of answering; sent again, it is answered.',
    answers: ['drop', 'accept'],
  },
  {
    ...OTHERS,
    ending: '0157',
    sentence: 'Accepted, and delivered after 10 seconds.',
    receipt: { ...delivered, afterMs: 10_000 },
  },
  {
    ...OTHERS,
    ending: '0158',
    sentence: 'Accepted, then expired.',
    receipt: { ...delivered, stat: 'EXPIRED', errorCode: '027' },
  },
  {
    ...OTHERS,
    ending: '0159',
    sentence: 'Accepted and delivered, and the receipt is sent twice.',
    receipt: { ...delivered, copies: 2 },
  },
  { ...OTHERS, ending: '0160', sentence: 'Answered slowly, after 2 seconds, then delivered.', answerAfterMs: 2_000 },
  {
    ...OTHERS,
    // The whole number, so that no phone of anybody's is one (`LOOP_NUMBER` in lib/env.ts).
    ending: '2025550199',
    sentence: 'The loop number: accepted, and the same text comes back to its sender.',
    receipt: null,
    isLoop: true,
  },
]

export function behaviourFor(destination: string): Behaviour {
  return SCRIPT.find(({ ending }) => ending !== null && destination.endsWith(ending)) ?? OTHERS
}
