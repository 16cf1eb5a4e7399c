/** What is written about an endpoint that fails. Its address was typed by the account's own people, and stands alone in its line. */
import type { Letter } from '#domain/mail/queue-mail.ts'
import { quoteName } from '#domain/mail/quote-name.ts'
import { env } from '#lib/env.ts'

export type EndpointFacts = {
  id: string
  address: string
  accountName: string
  lastStatus: number | null
  lastError: string | null
}

export function failingLetter(
  endpoint: EndpointFacts,
  { since, isSecond }: { since: Date; isSecond: boolean },
): Letter {
  return {
    subject: isSecond ? 'Web hooks have failed for a day' : 'Web hooks have failed for an hour',
    body: `An endpoint of yours has taken no event since ${written(since)}.

${facts(endpoint)}

Nothing is lost: events wait, and go out by themselves when the endpoint answers 2xx again. Those whose tries are over can be sent again.
After five days of failing the endpoint is disabled, and its events are held.

${link(endpoint)}
`,
  }
}

export function disabledLetter(endpoint: EndpointFacts, { since }: { since: Date }): Letter {
  return {
    subject: 'An endpoint was disabled after five days of failing',
    body: `An endpoint of yours has taken no event since ${written(since)}. It was disabled: nothing is sent there any more.

${facts(endpoint)}

Its events are held, and none is lost. When it works again, enable it and recover what was held:

${link(endpoint)}
`,
  }
}

export function goneLetter(endpoint: Omit<EndpointFacts, 'lastStatus' | 'lastError'>): Letter {
  return {
    subject: 'An endpoint was disabled: it answered 410 (gone)',
    body: `An endpoint of yours answered 410, which says that it is gone for good. It was disabled: nothing is sent there any more.

${facts({ ...endpoint, lastStatus: 410, lastError: null })}

Its events are held, and none is lost. Set another address, or enable it again, then recover what was held:

${link(endpoint)}
`,
  }
}

function facts({ address, accountName, lastStatus, lastError }: EndpointFacts): string {
  // The sentence of a status may quote what a stranger's server wrote.
  const last = lastStatus === null ? (lastError ?? 'none') : `status ${lastStatus}`
  return `Endpoint: ${address}\nLast answer: ${last}\nAccount: ${quoteName(accountName)}`
}

function link({ id }: Pick<EndpointFacts, 'id'>): string {
  return `${env.portal.url}/webhooks/endpoints/${id}`
}

function written(at: Date): string {
  return `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`
}
