/** A client with a key of its own, for tests of what a key may do and of what is remembered of it. */
import { createKey } from '#domain/keys/create-key.ts'
import type { RawKeySettings } from '#domain/keys/key-input.ts'
import { basic, type TestAccount } from '#tests/support/account.ts'
import { api } from './client.ts'

export type Caller = { authorization: string; id: string; secret: string }
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export async function makeKey({ scope }: TestAccount, settings: Partial<RawKeySettings> = {}): Promise<Caller> {
  const key = await createKey(scope, { name: 'Tried', ...settings })
  return { id: key.id, secret: key.secret, authorization: basic(key.accessKey, key.secret) }
}

export function call(
  caller: Caller,
  method: Method,
  url: string,
  body?: unknown,
  from = '127.0.0.1',
  agent = 'client/1',
) {
  return api.inject({
    method,
    url,
    remoteAddress: from,
    headers: { authorization: caller.authorization, 'user-agent': agent },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

export const message = (from: string) => ({ from: from.slice(1), to: '12065550107', body: 'hello there' })
export const status = async (answer: Promise<{ statusCode: number }>) => (await answer).statusCode
export const within = (ms = 2_000) => ({ timeout: ms, interval: 20 })
