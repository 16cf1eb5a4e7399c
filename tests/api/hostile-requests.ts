/** A table of requests that nobody means well, each with the statuses that may answer it. */
import type { TestAccount } from '#tests/support/account.ts'
import { basic } from '#tests/support/account.ts'

import { BAD_PATHS, WRONG_VALUES } from './hostile-values.ts'

export type Hostile = {
  title: string
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Bytes that replace the whole request. */
  raw?: string | Buffer
  statuses: readonly number[]
}

export const SEND = '/v2.1/messages'

export function hostileTable(account: TestAccount, stranger: TestAccount): Hostile[] {
  const from = account.from.slice(1)
  const good = { to: '12065550107', from, body: 'hi' }
  const json = (value: unknown) => JSON.stringify(value)
  return [
    ...brokenBodies(json(good)).map((body): Hostile => ({ title: 'broken body', body, statuses: [400, 422] })),
    ...WRONG_VALUES.flatMap((value) =>
      ['to', 'from', 'body', 'dlr_callback'].map((field): Hostile => {
        const statuses = field === 'from' ? [403, 422] : [422]
        // An empty callback is none at all; text may be any text.
        const harmless =
          (field === 'dlr_callback' && (value === null || value === '')) ||
          (field === 'body' && typeof value === 'string' && value !== '')
        return {
          title: `${field} is ${String(json(value)).slice(0, 40)}`,
          body: json({ ...good, to: harmless ? '911' : good.to, [field]: value }),
          statuses,
        }
      }),
    ),
    ...['12125550199', stranger.from.slice(1), 'HARBOR', `${from}\0`, `${from},${stranger.from}`].map(
      (sender): Hostile => ({ title: 'foreign from', body: json({ ...good, from: sender }), statuses: [403, 422] }),
    ),
    ...badCredentials(account, stranger).map(
      (authorization): Hostile => ({
        title: 'wrong credentials',
        headers: { authorization },
        body: json(good),
        statuses: [401],
      }),
    ),
    ...BAD_PATHS.map(
      (path): Hostile => ({ title: `path ${path.slice(0, 60)}`, method: 'GET', path, statuses: [400, 404, 405, 422] }),
    ),
    ...['PURGE', 'TRACE', 'OPTIONS', 'QUERY', 'PROPFIND', 'LOCK', 'DELETE', 'PUT', 'PATCH'].map(
      (method): Hostile => ({ title: `method ${method}`, method, body: json(good), statuses: [405] }),
    ),
    ...['\0', 'a\0b', '"', '{}', 'é'].map(
      (key): Hostile => ({
        title: 'odd idempotency key',
        headers: { 'idempotency-key': `${key} ` },
        body: json({ ...good, to: '911' }),
        statuses: [400, 422],
      }),
    ),
    {
      title: 'a query of five megabytes',
      method: 'GET',
      path: `${SEND}?tag=${'a'.repeat(5_000_000)}`,
      statuses: [431],
    },
    { title: 'a body of a megabyte', body: json({ ...good, body: 'a'.repeat(1_000_000) }), statuses: [413] },
    {
      title: 'a header of a megabyte',
      headers: { 'x-long': 'a'.repeat(1_000_000) },
      body: json(good),
      statuses: [431],
    },
    {
      title: 'credentials of a megabyte',
      headers: { authorization: `Basic ${'QQ'.repeat(500_000)}` },
      body: json(good),
      statuses: [431],
    },
    {
      title: 'ten thousand levels of nesting',
      body: `{"to":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      statuses: [422],
    },
    { title: 'ten thousand levels unclosed', body: '{"a":'.repeat(10_000), statuses: [400] },
    { title: 'a form of ten thousand fields', body: 'to=1&'.repeat(10_000), statuses: [400] },
    {
      title: 'gzip that is not unpacked',
      headers: { 'content-encoding': 'gzip' },
      body: Buffer.from('1f8b0800000000000003', 'hex'),
      statuses: [400],
    },
    {
      title: 'the wrong half of a smuggled request',
      raw: `POST ${SEND} HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      statuses: [400],
    },
    {
      title: 'a chunk of no length',
      raw: `POST ${SEND} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      statuses: [400],
    },
    {
      title: 'a negative length',
      raw: `POST ${SEND} HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n`,
      statuses: [400],
    },
    { title: 'another protocol', raw: Buffer.from('16030100a50100', 'hex'), statuses: [400] },
    { title: 'HTTP/2 without asking', raw: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', statuses: [400] },
    {
      title: 'no host and no credentials',
      raw: `POST ${SEND} HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      statuses: [401],
    },
    { title: 'an unknown expectation', headers: { expect: 'wonders' }, body: '{}', statuses: [422] },
  ]
}

const PROTOTYPE =
  '{"__proto__":{"to":"12065550107","from":"12065550142","body":"x"},"constructor":{"prototype":{"admin":true}}}'

function brokenBodies(good: string): (string | Buffer)[] {
  const cuts = Array.from({ length: good.length - 1 }, (_, index) => good.slice(0, index + 1))
  return [
    ...cuts,
    PROTOTYPE,
    `{"data":${PROTOTYPE}}`,
    `{"data":{"attributes":${PROTOTYPE}}}`,
    '__proto__[to]=12065550107&constructor=x',
    ...['null', 'true', '17', '[]', '[{}]', '""', '{}', '{"data":null}', '{"data":[]}', '{"data":{"attributes":[]}}'],
    ...[
      '<xml/>',
      '\0',
      '\0\0\0',
      '%PDF-1.4',
      '=',
      '&&&',
      'to',
      '------WebKitFormBoundary\r\nContent-Disposition: form-data',
    ],
    `${good}${good}`,
    good.replaceAll('"', "'"),
    Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  ]
}

function badCredentials(account: TestAccount, stranger: TestAccount): string[] {
  const { accessKey, secret } = account
  const last = secret.at(-1) === 'a' ? 'b' : 'a'
  return [
    basic(accessKey, ''),
    basic('', secret),
    basic(accessKey, secret.slice(0, -1) + last),
    basic(accessKey, secret.toUpperCase()),
    basic(accessKey, stranger.secret),
    basic(stranger.accessKey, secret),
    basic(accessKey, `${secret} `),
    basic(accessKey, `${secret}\0`),
    basic(`${accessKey}'--`, secret),
    basic('99999999', secret),
    basic(accessKey, 'lc_'),
    basic('00000000', 'x'.repeat(700)),
    'Basic',
    'Basic ',
    'Basic !!!',
    'Basic Og==',
    `Bearer ${secret}`,
    `basic:${secret}`,
    'Negotiate',
    `Digest username="${accessKey}"`,
  ]
}
