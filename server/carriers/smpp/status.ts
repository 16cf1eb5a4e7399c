/** The statuses of SMPP 3.4 that something is decided by. */
export const STATUS = {
  ok: 0x00,
  invalidCommandLength: 0x02,
  invalidCommand: 0x03,
  incorrectBindStatus: 0x04,
  alreadyBound: 0x05,
  systemError: 0x08,
  invalidPassword: 0x0e,
  invalidSystemId: 0x0f,
  queueFull: 0x14,
  throttled: 0x58,
  temporaryAppError: 0x64,
  permanentAppError: 0x65,
} as const

const NOT_NOW: ReadonlySet<number> = new Set([
  STATUS.incorrectBindStatus,
  STATUS.systemError,
  STATUS.queueFull,
  STATUS.throttled,
  STATUS.temporaryAppError,
])

/** The carrier's trouble, not the message's: worth trying again. */
export function isNotNow(status: number): boolean {
  return NOT_NOW.has(status)
}

const BIND_NOT_NOW: ReadonlySet<number> = new Set([STATUS.alreadyBound, STATUS.systemError, STATUS.throttled])

/** Whether a failed bind is a "no" to who we are. Right after a lost link many carriers still count the old bind. */
export function isBindRefusal(status: number): boolean {
  return !BIND_NOT_NOW.has(status)
}

/** What a refusal means, for the customer who reads why a message was not taken (SMPP 3.4, 5.1.3). */
const SENTENCES: ReadonlyMap<number, string> = new Map([
  [0x01, 'The carrier says the text is too long.'],
  [0x0a, 'The carrier does not accept this sender.'],
  [0x0b, 'The carrier does not know this destination.'],
  [0x45, 'The carrier could not take the message.'],
  [0x48, 'The carrier does not accept this kind of sender.'],
  [0x50, 'The carrier does not accept this kind of destination.'],
  [0x66, 'The carrier refuses this message for good.'],
])

export function refusalSentence(status: number, name: string): string {
  return `${SENTENCES.get(status) ?? 'The carrier refused the message.'} (${name})`
}
