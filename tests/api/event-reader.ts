/** A client that reads the feed of events page by page. */
import { expect } from 'vitest'
import type { TestAccount } from '#tests/support/account.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { request } from './client.ts'

export const PATH = '/v2.2/events'

export type Event = {
  id: string
  type: string
  attributes: { status: string; payload: { data: { attributes: { body: string } } } }
}
export type Page = { data: Event[]; links: { next: string }; meta: { cursor: string; has_more: boolean } }

export const getEvents = async (who: Pick<TestAccount, 'authorization'>, query = ''): Promise<Page> => {
  const answer = await request(who, 'GET', `${PATH}${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
export const textOf = ({ attributes }: Event) => attributes.payload.data.attributes.body
export const textsOf = ({ data }: Page) => data.map(textOf)
/** One after the other: what is brought together is worked off in any order. */
export async function tell(who: TestAccount, ...texts: string[]): Promise<void> {
  for (const text of texts) await bring(inbound(who, { text }))
}
