/**
 * What the code of a failure means and what to do about it. Eight hex digits are a `command_status` (SMPP 3.4, 5.1.3), three digits what
 * most networks put behind `err:` (the user errors of MAP, 3GPP TS 29.002, 17.6.6), four digits what an aggregator writes there
 * (Bandwidth's messaging errors, dev.bandwidth.com, as of 2023). A carrier may mean something else by its own codes: then its list counts.
 */
import type { Status } from '#domain/messages/status.ts'

export type Advice = {
  meaning: string
  action: string
  source: 'SMPP 3.4' | '3GPP TS 29.002' | 'Bandwidth' | null
  /** The carrier took it for spam, or blocked its sender (rule F14). */
  isSpamLike: boolean
}

type Row = readonly [meaning: string, action: string, isSpamLike?: true]

const GONE = 'Take the number off your list: it receives no messages.'
const LATER = 'Nothing to change: send it again later if it still matters.'
const SPAM =
  'Stop this text for now. Send only to people who asked for it, say who you are, offer STOP, and use no public link shortener.'
const REGISTER = 'Look at the registration of the sending number; until it is approved, send from another one.'
const ASK = 'Ask us with the message’s id: the carrier’s operators can see why.'

const SMPP: Record<string, Row> = {
  '00000001': ['The carrier says the text is too long.', 'Send it in fewer parts.'],
  '0000000a': ['The carrier does not accept this sender.', REGISTER],
  '0000000b': ['The carrier does not know this destination.', GONE],
  '00000014': ['The carrier’s queue was full.', LATER],
  '00000045': ['The carrier could not take the message.', LATER],
  '00000048': ['The carrier does not accept this kind of sender.', REGISTER],
  '00000050': ['The carrier does not accept this kind of destination.', GONE],
  '00000058': ['The carrier asked us to slow down.', 'Nothing to change: we pace ourselves.'],
  '00000064': ['The carrier had a passing fault.', LATER],
  '00000065': ['The carrier refuses it for good, without a reason.', ASK],
  '00000066': ['The carrier refuses it for good: its policy, or its spam filter.', SPAM, true],
}

const NETWORK: Record<string, Row> = {
  '001': ['The number does not exist.', GONE],
  '005': ['The network cannot find this phone.', GONE],
  '006': ['The phone was off or out of reach.', LATER],
  '009': ['The subscriber is not allowed on the network.', GONE],
  '010': ['The phone’s plan has no such service.', GONE],
  '011': ['The phone’s plan takes no text messages.', GONE],
  '012': ['The phone is blocked on its network.', GONE],
  '013': [
    'The recipient or the network bars messages to this phone.',
    'Do not try again unless the recipient asks for it.',
  ],
  '021': ['The network does not support it.', ASK],
  '027': ['The phone was off or out of reach until the message expired.', LATER],
  '031': ['The phone was busy with another message.', LATER],
  '032': ['The phone could not store it: often its memory is full.', LATER],
  '033': ['Too many messages wait for this phone.', LATER],
  '034': ['The network had a fault.', LATER],
  '035': ['The network missed a value.', ASK],
  '036': ['The network did not understand a value.', ASK],
}

const AGGREGATOR: Record<string, Row> = {
  '4403': ['Messaging is not allowed from this number.', REGISTER],
  '4404': ['Messaging is not allowed to this number.', GONE],
  '4405': ['The sending number is not enabled for messaging.', REGISTER],
  '4406': ['The number is not assigned to a carrier.', GONE],
  '4470': ['Blocked as spam before it reached the carrier.', SPAM, true],
  '4481': ['The sending number is blocked after reports of spam.', SPAM, true],
  '4482': ['The recipient’s number is blocked.', GONE],
  '4701': ['The phone was out of reach, or its service unavailable.', LATER],
  '4702': ['The phone was off, busy or full.', LATER],
  '4720': ['The number is invalid, or a landline.', GONE],
  '4721': ['The number is no longer in service.', GONE],
  '4730': ['There was no route to the phone’s network.', LATER],
  '4740': ['The carrier does not accept the sending number.', REGISTER],
  '4750': [
    'The carrier refused it without a reason.',
    'If it comes back with the same text, treat it as a spam block: change the text.',
  ],
  '4751': ['The carrier says the text is too long.', 'Send it in fewer parts.'],
  '4770': ['The carrier blocked it as spam.', SPAM, true],
  '4771': ['Blocked for a shortened link.', 'Use links on a domain of your own.', true],
  '4772': ['The carrier blocked the sender or the recipient.', ASK, true],
  '4773': ['The number’s 10DLC campaign is not active.', REGISTER],
  '4774': ['The number is not provisioned right at the carriers.', ASK],
  '4775': ['The recipient has opted out at the carrier.', 'Add an opt-out, and send no more.'],
  '4780': [
    'T-Mobile’s daily limit of your brand is used up.',
    'Spread the messages over days, or have the brand vetted.',
    true,
  ],
  '4781': [
    'AT&T’s limit of your campaign is used up, or it throttles spam.',
    'Send more slowly, and look at your opt-out rate.',
    true,
  ],
  '4785': ['The carrier’s volume limit is used up.', 'Send more slowly.', true],
  '4795': [
    'The toll-free number is not verified.',
    'Submit its toll-free verification; until then send from another number.',
    true,
  ],
}

/** Failures without a code of the carrier's, by how they ended. */
const WITHOUT: Partial<Record<Status, Row>> = {
  expired: [
    'It could not be handed over within its validity, or the carrier never answered.',
    'Nothing was charged. If there are many, look at the state of the carrier links.',
  ],
  undelivered: ['The carrier could not deliver it and gave no code.', LATER],
  rejected: ['The carrier refused it without a code.', ASK],
}

export function adviceFor(status: Status, code: string): Advice {
  const found =
    read(SMPP, code.toLowerCase(), 'SMPP 3.4') ??
    read(NETWORK, code, '3GPP TS 29.002') ??
    read(AGGREGATOR, code, 'Bandwidth')
  if (found) return found
  const row = (code === '' ? WITHOUT[status] : undefined) ?? ['A code of the carrier’s own.', ASK]
  return advice(row, null)
}

/** The codes that count as spam-like, for a look-up. */
export const SPAM_LIKE_CODES: readonly string[] = [SMPP, AGGREGATOR].flatMap((table) =>
  Object.entries(table).flatMap(([code, row]) => (row[2] ? [code] : [])),
)

function read(table: Record<string, Row>, code: string, source: Advice['source']): Advice | null {
  const row = Object.hasOwn(table, code) ? table[code] : undefined
  return row ? advice(row, source) : null
}

function advice(
  [meaning, action, isSpamLike = false]: readonly [string, string, boolean?],
  source: Advice['source'],
): Advice {
  return { meaning, action, source, isSpamLike }
}
