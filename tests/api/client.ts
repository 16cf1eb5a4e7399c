/** A client of the API as tests use it: through the exported app, without a socket. */
import type { InjectOptions } from 'fastify'
import { expect } from 'vitest'
import { createApi } from '#server/api/app.ts'
import type { TestAccount } from '#tests/support/account.ts'

export const api = createApi()

export type Answer = Awaited<ReturnType<typeof request>>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'

/** `body` goes as it is when it is a string or bytes, else as JSON under the contract's own type. */
export function request(
  account: Pick<TestAccount, 'authorization'> | null,
  method: Method,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const options: InjectOptions = {
    method,
    url,
    headers: {
      ...(account ? { authorization: account.authorization } : {}),
      ...(body === undefined || raw ? {} : { 'content-type': 'application/vnd.api+json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: raw ? body : JSON.stringify(body) }),
  }
  return api.inject(options)
}

export function send(
  account: TestAccount,
  fields: Record<string, unknown> = {},
  headers: Record<string, string> = {},
  version = 'v2.1',
) {
  const body = { to: '12065550107', from: account.from.slice(1), body: 'hello there', ...fields }
  return request(account, 'POST', `/${version}/messages`, body, headers)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The contract's error shape (contract section 2), and nothing that belongs into a log. Returns the one error. */
export function expectError(answer: Answer, status: number): { code: string; title?: string; detail: unknown } {
  const { errors, ...rest } = answer.json()
  expect({ status: answer.statusCode, type: answer.headers['content-type'], rest, count: errors?.length }).toEqual({
    status,
    type: 'application/vnd.api+json',
    rest: {},
    count: 1,
  })
  const [error] = errors
  expect(error).toMatchObject({ id: expect.stringMatching(UUID), status })
  expect(Object.keys(error).filter((key) => !['id', 'status', 'title', 'detail', 'code'].includes(key))).toEqual([])
  expect(answer.body).not.toMatch(/node_modules|\.ts:\d|at async|select |insert /)
  return error
}

/** The sentences for one field of a 422 (contract section 2). */
export function fieldErrors(answer: Answer): Record<string, string[]> {
  const { detail } = expectError(answer, 422)
  return (detail as { data: { attributes: Record<string, string[]> } }).data.attributes
}
