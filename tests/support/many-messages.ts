/** Messages of every kind, put where they would come to stand after their road: for whoever reads many of them. */
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { newId } from '#lib/ids.ts'
import type { TestAccount } from './account.ts'
import { ask } from './books.ts'

export type Stored = {
  id: string
  direction: 'outbound' | 'inbound'
  status: string
  from: string
  to: string
  body: string
  encoding: 'gsm7' | 'ucs2'
  parts: number
  price: number
  tag: string | null
  error: string | null
  key: string | null
  isTest: boolean
  sent: boolean
  at: Date
}

export const WORDS = ['Your table is ready', '100% sure', 'under_score', 'Back\\slash', 'See you at Nine', 'naïve café']
export const OTHERS = ['+14255550150', '+14255550151', '+12025550152']
export const TAGS = ['spring', 'rare_tag']

/** Any of them, by `pick`: a number from 0 on and below what is given. */
export function anyMessage(account: TestAccount, at: Date, pick: (below: number) => number): Stored {
  const one = <T>(values: readonly T[]): T => values[pick(values.length)] as T
  const direction = pick(4) === 0 ? 'inbound' : 'outbound'
  const ends = [
    'accepted',
    'sending',
    'sent',
    'delivered',
    'delivered',
    'delivered',
    'undelivered',
    'rejected',
    'expired',
  ]
  const status = direction === 'inbound' ? one(['received', 'received', 'held']) : one(ends)
  const own = one(account.numbers)
  // One in eight goes from one of our numbers to another, or to itself.
  const other = pick(8) === 0 ? one(account.numbers) : one(OTHERS)
  const parts = 1 + pick(4)
  const isFailed = ['undelivered', 'rejected', 'expired'].includes(status)
  return {
    id: newId(at),
    direction,
    status,
    from: direction === 'outbound' ? own : other,
    to: direction === 'outbound' ? other : own,
    body: one(WORDS),
    encoding: pick(6) === 0 ? 'ucs2' : 'gsm7',
    parts,
    price: status === 'held' ? 0 : parts * 4_000_000,
    tag: direction === 'outbound' && pick(3) === 0 ? one(TAGS) : null,
    error: isFailed ? one(['3001', '30-x']) : null,
    key: direction === 'outbound' && pick(2) === 0 ? account.keyId : null,
    isTest: pick(7) === 0,
    sent: !['accepted', 'sending', 'rejected'].includes(status) && (status !== 'expired' || pick(2) === 0),
    at,
  }
}

export async function storeMessages(account: TestAccount, messages: readonly Stored[]): Promise<void> {
  await ask(
    `insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind, part_nanos,
       price_nanos, key_id, accepted_at, sent_at, final_at, error_code, tag, is_test)
     select $1, x.id, x.direction, x.status, x."from", x."to", x.body, x.encoding, x.parts, 'longcode', 4000000, x.price, x.key, x.at,
       case when x.sent then x.at end, case when x.status not in ('accepted', 'sending', 'sent') then x.at end, x.error, x.tag, x."isTest"
     from jsonb_to_recordset($2) as x (id uuid, direction text, status text, "from" text, "to" text, body text, encoding text,
       parts smallint, price bigint, key uuid, at timestamptz, sent boolean, error text, tag text, "isTest" boolean)`,
    [account.scope.accountId, JSON.stringify(messages)],
  )
  await ask(
    'insert into message_texts (account_id, message_id, body) select account_id, id, body from messages where account_id = $1 on conflict do nothing',
    [account.scope.accountId],
  )
}

export function costOf(message: Stored): number {
  const isReleased =
    message.direction === 'outbound' && !message.sent && ['rejected', 'expired'].includes(message.status)
  return isReleased ? 0 : message.price
}

/** What a filter means, said once more and simply; the times in UTC. */
export function isAskedFor(message: Stored, filter: MessageFilter, from: Date | null, until: Date | null): boolean {
  const spans = (text: string, value: number) => {
    if (text === '') return true
    const [least = '', most] = text.replace('+', '').split('-')
    return value >= Number(least) && (text.endsWith('+') || value <= Number(most ?? least))
  }
  const same = (asked: string, value: string | null) => asked === '' || asked === value
  return (
    (from === null || message.at >= from) &&
    (until === null || message.at < until) &&
    same(filter.direction, message.direction) &&
    (filter.status === '' || filter.status.split(',').includes(message.status)) &&
    (filter.error === 'none' ? message.error === null : same(filter.error, message.error)) &&
    message.to.startsWith(filter.area === '' ? '' : `+1${filter.area}`) &&
    same(filter.from, message.from) &&
    same(filter.to, message.to) &&
    (filter.number === '' || [message.from, message.to].includes(filter.number)) &&
    same(filter.tag, message.tag) &&
    same(filter.key, message.key) &&
    spans(filter.parts, message.parts) &&
    spans(filter.price, costOf(message) / 1e9) &&
    same(filter.encoding, message.encoding) &&
    (filter.kind === '' || (filter.kind === 'test') === message.isTest) &&
    message.body.toLowerCase().includes(filter.text.toLowerCase())
  )
}
