/** What is written about quotes. What an account typed comes last: it must not read like our own words. */
import type { Letter } from '#domain/mail/queue-mail.ts'
import { quoteName } from '#domain/mail/quote-name.ts'
import { env } from '#lib/env.ts'

type Asked = { id: string; monthlyParts: bigint; numberKinds: readonly string[]; note: string; accountName: string }

/** To the operator. */
export function askedLetter({ id, monthlyParts, numberKinds, note, accountName }: Asked): Letter {
  const kinds = numberKinds.map((kind) => (kind === 'toll_free' ? 'toll-free numbers' : 'long codes')).join(' and ')
  return {
    subject: `A quote for ${monthlyParts.toLocaleString('en-US')} parts a month`,
    body: `An account asks for volume prices on ${kinds}. Answer with a deck:

npm run rates -- offer ${id} --deck deck.csv --valid-until 2027-01-31

Account: ${quoteName(accountName)}
Its note: ${note === '' ? 'none' : quoteName(note)}
`,
  }
}

type Offered = { validUntil: Date; accountName: string }

export function offeredLetter({ validUntil, accountName }: Offered): Letter {
  return {
    subject: 'Your volume prices are here',
    body: `The offer is valid until ${validUntil.toISOString().slice(0, 16).replace('T', ' ')} UTC. It stands beside the published prices, with what it saves at your volume:

${env.portal.url}/billing/rates

Account: ${quoteName(accountName)}
`,
  }
}
