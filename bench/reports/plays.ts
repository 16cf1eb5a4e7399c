/** What is asked of the log, by kind: each filter alone, where it is common and where it is rare, and combinations that are hard. */
import { DEFAULT_RANGE, type MessageFilter, NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { DAYS, type Filled, WORDS } from './fill-log.ts'

export type Play = { filter: MessageFilter; deep?: boolean }

/** All but the first look at the whole sixty days: the widest of what the rows can be asked for. */
export function makePlays({ busy, quiet, keyIds, linkIds }: Filled): Record<string, Play> {
  const since = new Date(now().getTime() - DAYS * DAY_MS).toISOString().slice(0, 10)
  const all = (change: Partial<MessageFilter>): Play => ({ filter: { ...NO_MESSAGE_FILTER, since, ...change } })
  const key = (index: number) => keyIds[index] ?? ''
  const consumer = '+13035550142'
  return {
    'first page, last 24 hours': { filter: { ...NO_MESSAGE_FILTER, range: DEFAULT_RANGE } },
    'first page, all': all({}),
    'deep, by cursor': { ...all({}), deep: true },
    'direction: inbound': all({ direction: 'inbound' }),
    'status: delivered': all({ status: 'delivered' }),
    'status: undelivered': all({ status: 'undelivered' }),
    'status: canceled': all({ status: 'canceled' }),
    'status: undelivered, deep': { ...all({ status: 'undelivered' }), deep: true },
    'two statuses': all({ status: 'rejected,expired' }),
    'error code': all({ error: '30005' }),
    'from: the busy number': all({ from: busy }),
    'from: a quiet number': all({ from: quiet }),
    'to: one consumer': all({ to: consumer }),
    'number, either side': all({ number: consumer }),
    'number, deep': { ...all({ number: busy }), deep: true },
    'tag: a campaign': all({ tag: 'campaign 7' }),
    'tag: one-off': all({ tag: 'one-off' }),
    'key: a usual one': all({ key: key(1) }),
    'key: a rare one': all({ key: key(4) }),
    'carrier: a usual one': all({ carrier: linkIds[0] ?? '' }),
    'carrier: a rare one': all({ carrier: linkIds[2] ?? '' }),
    'parts: 2 and more': all({ parts: '2+' }),
    'parts: 9': all({ parts: '9' }),
    'price: above one cent': all({ price: '0.01+' }),
    'encoding: UCS-2': all({ encoding: 'ucs2' }),
    'content: a word in all': all({ text: WORDS.common }),
    'content: a word in a thousand': all({ text: WORDS.middling }),
    'content: a word in a hundred thousand': all({ text: WORDS.rare }),
    'content: no such word': all({ text: WORDS.absent }),
    'content, last 24 hours': { filter: { ...NO_MESSAGE_FILTER, range: DEFAULT_RANGE, text: WORDS.middling } },
    'busy number, rejected': all({ from: busy, status: 'rejected' }),
    'campaign, UCS-2, undelivered': all({ tag: 'campaign 7', encoding: 'ucs2', status: 'undelivered' }),
    'usual key, rare carrier, parts 2': all({ key: key(1), carrier: linkIds[2] ?? '', parts: '2' }),
    'inbound and a key: nothing': all({ direction: 'inbound', key: key(1) }),
    'content and a number': all({ text: WORDS.middling, number: busy }),
  }
}
