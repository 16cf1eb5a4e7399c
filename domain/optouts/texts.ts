/** What is answered to STOP, START and HELP. Carriers want the sender's name in each, and in the help how to get more of it. */
import { segment } from '#domain/messages/segments.ts'
import { readKeyword } from './keyword.ts'

export const REPLIES = ['confirmation', 'resubscribed', 'help'] as const
export type ReplyKind = (typeof REPLIES)[number]
export type OptOutTexts = Partial<Record<ReplyKind, string>>

const MOST_PARTS = 3
const MOST_NAME = 40

export function defaultText(kind: ReplyKind, accountName: string): string {
  const name = accountName.slice(0, MOST_NAME).trim()
  if (kind === 'confirmation')
    return `${name}: You are unsubscribed and will get no more messages from this number. Reply START to subscribe again.`
  if (kind === 'resubscribed')
    return `${name}: You are subscribed again. Reply HELP for help, STOP to unsubscribe. Msg & data rates may apply.`
  return `${name}: Contact us where you gave us your number, or answer here. Reply STOP to unsubscribe. Msg & data rates may apply.`
}

/** Null: ours. Machines on both sides would go on for ever if one answered with a keyword. */
export function parseText(written: string): { ok: true; text: string | null } | { ok: false; problem: string } {
  const text = written.replaceAll('\r\n', '\n').trim()
  if (text === '') return { ok: true, text: null }
  if (text.includes('\0') || !text.isWellFormed())
    return { ok: false, problem: 'It holds a character that cannot be sent.' }
  if (readKeyword(text)) return { ok: false, problem: 'A text may not itself be a keyword such as STOP or HELP.' }
  const parts = segment(text).parts.length
  if (parts > MOST_PARTS)
    return { ok: false, problem: `It needs ${parts} parts; an answer has at most ${MOST_PARTS}. Shorten it.` }
  return { ok: true, text }
}
