import type { Encoding } from '#domain/messages/carrier.ts'
import { septets, septetsAt } from '#lib/gsm7.ts'
import { addressFields } from '../smpp/address.ts'
import { encodeShortMessage } from '../smpp/short-message.ts'
import type { Delivery } from './deliveries.ts'

/** A phone's message as the carrier hands it on. Cut here and not by our own verb: the carrier is another party. */
export function inboundParts(from: string, to: string, body: string, reference: number): Omit<Delivery, 'onSettled'>[] {
  const length = septets(body)
  const encoding = length === null ? 'ucs2' : 'gsm7'
  const [alone, each] = encoding === 'gsm7' ? [160, 153] : [70, 67]
  const parts = (length ?? body.length) <= alone ? [body] : cut(body, encoding, each)
  return parts.map((text, index) => {
    const concat = parts.length > 1 ? { reference, total: parts.length, number: index + 1 } : null
    return {
      fields: { ...addressFields(from, to), ...encodeShortMessage({ text, encoding, concat }) },
      witnessed: { kind: 'inbound', id: null, from, to, stat: null, text },
    }
  })
}

function cut(body: string, encoding: Encoding, limit: number): string[] {
  const parts = ['']
  let filled = 0
  for (const character of body) {
    const cost = encoding === 'gsm7' ? septetsAt(character, 0) : character.length
    if (filled + cost > limit) {
      parts.push('')
      filled = 0
    }
    filled += cost
    parts[parts.length - 1] += character
  }
  return parts
}
