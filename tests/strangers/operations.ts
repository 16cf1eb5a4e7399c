/**
 * Every operation of the API with its row: what it does for somebody who asks for another account's things. A route that has no
 * row here fails the build (`matrix.test.ts`).
 */
import type { KeyScope } from '#domain/access/key-scopes.ts'
import { now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import type { TestAccount } from '#tests/support/account.ts'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export const METHODS: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

export type Ask = { url: string; body?: unknown }
export type Row = {
  /** The scope that a key needs for it. */
  needs: KeyScope
  /** With the caller's own key, about the owner's things. */
  ask: (owner: TestAccount, ref: string) => Ask
  /** The answer: not a success, or a success that holds nothing of the owner's. */
  answer: { status: number } | { empty: 'data' } | 'own account only'
}

export type Operations = Record<string, Partial<Record<Method, Row>> | 'public'>

const URL_BODY = { callback_url: 'https://evil.example/' }
const KINDS = [
  'sms_callback',
  'sms_dlr_callback',
  'mms_callback',
  'mms_dlr_callback',
  'dlr_callback',
  'optout_callback',
]
const VERSIONS = ['v2', 'v2.1', 'v2.2']

/** `GET` also answers `HEAD`. */
function read(row: Row): Partial<Record<Method, Row>> {
  return { GET: row, HEAD: row }
}

export const OPERATIONS: Operations = {
  '/healthz': 'public',
  '/stripe/events': 'public',
  '/readyz': 'public',
  // Public to this machine alone; `tests/api/errors.test.ts` asks from elsewhere.
  '/metrics': 'public',
  '/v2/numbers': read({
    needs: 'numbers.read',
    ask: (owner) => ({ url: `/v2/numbers?starts_with=${owner.from.slice(1)}` }),
    answer: { empty: 'data' },
  }),
  // Stock belongs to nobody; a number that somebody owns is not in it.
  '/v2/numbers/available': read({
    needs: 'numbers.read',
    ask: (owner) => ({ url: `/v2/numbers/available?starts_with=${owner.from.slice(1)}` }),
    answer: { empty: 'data' },
  }),
  '/v2/numbers/available/areacodes': read({
    needs: 'numbers.read',
    ask: () => ({ url: '/v2/numbers/available/areacodes' }),
    answer: { empty: 'data' },
  }),
  '/v2/numbers/available/exchanges': read({
    needs: 'numbers.read',
    ask: () => ({ url: '/v2/numbers/available/exchanges' }),
    answer: { empty: 'data' },
  }),
  '/v2/numbers/:number': {
    ...read({
      needs: 'numbers.read',
      ask: (owner) => ({ url: `/v2/numbers/${owner.from.slice(1)}` }),
      answer: { status: 404 },
    }),
    POST: {
      needs: 'numbers.manage',
      ask: (owner) => ({ url: `/v2/numbers/${owner.from.slice(1)}` }),
      answer: { status: 404 },
    },
    PATCH: {
      needs: 'numbers.manage',
      ask: (owner) => ({ url: `/v2/numbers/${owner.from.slice(1)}`, body: { type: 'number', alias: 'Mine now' } }),
      answer: { status: 404 },
    },
    DELETE: {
      needs: 'numbers.manage',
      ask: (owner) => ({ url: `/v2/numbers/${owner.from.slice(1)}` }),
      answer: { status: 404 },
    },
  },
  '/v2/numbers/details': {
    POST: {
      needs: 'numbers.read',
      ask: (owner) => ({ url: '/v2/numbers/details', body: { numbers: [owner.from.slice(1)] } }),
      answer: { empty: 'data' },
    },
  },
  '/v2/message-provision': {
    POST: {
      needs: 'numbers.manage',
      ask: (owner) => ({ url: '/v2/message-provision', body: { numbers: [owner.from.slice(1)], action: 'enable' } }),
      answer: { status: 404 },
    },
  },
}

OPERATIONS['/v2/portorders/portability'] = {
  POST: {
    needs: 'numbers.read',
    ask: (owner) => ({ url: '/v2/portorders/portability', body: { numbers: [owner.from] } }),
    // Not portable, as any number that is here: `tests/api/porting.test.ts` compares the answers.
    answer: { status: 200 },
  },
}
OPERATIONS['/v2/portorders'] = {
  ...read({ needs: 'numbers.read', ask: () => ({ url: '/v2/portorders' }), answer: { empty: 'data' } }),
  POST: {
    needs: 'numbers.manage',
    ask: (owner) => ({ url: '/v2/portorders', body: { numbers: [owner.from], losing_carrier: 'Thief Telephone' } }),
    answer: { status: 422 },
  },
}
for (const [path, needs] of [
  ['', 'numbers.read'],
  ['/numbers', 'numbers.read'],
  ['/loa', 'numbers.manage'],
] as const)
  OPERATIONS[`/v2/portorders/:id${path}`] = read({
    needs,
    // Somebody's order, and nobody's: `tests/api/porting.test.ts` has real ones.
    ask: () => ({ url: `/v2/portorders/50400${path}` }),
    answer: { status: 404 },
  })

OPERATIONS['/v2.2/events'] = read({
  needs: 'messages.read',
  ask: () => ({ url: '/v2.2/events' }),
  answer: { empty: 'data' },
})
for (const path of ['deliveries', 'endpoints', 'replays'])
  OPERATIONS[`/v2.2/webhooks/${path}`] = read({
    needs: 'messages.read',
    ask: () => ({ url: `/v2.2/webhooks/${path}` }),
    answer: { empty: 'data' },
  })
// Somebody's, and nobody's: `tests/api/webhook-log.test.ts` has real ones.
const NOBODYS = '019a0000-0000-7000-8000-00000000dead'
for (const path of ['deliveries', 'replays'])
  OPERATIONS[`/v2.2/webhooks/${path}/:id`] = read({
    needs: 'messages.read',
    ask: () => ({ url: `/v2.2/webhooks/${path}/${NOBODYS}` }),
    answer: { status: 404 },
  })
OPERATIONS['/v2.2/webhooks/deliveries/:id/resend'] = {
  POST: {
    needs: 'numbers.manage',
    ask: () => ({ url: `/v2.2/webhooks/deliveries/${NOBODYS}/resend` }),
    answer: { status: 404 },
  },
}
Object.assign(OPERATIONS['/v2.2/webhooks/replays'] ?? {}, {
  POST: {
    needs: 'numbers.manage',
    ask: () => ({ url: '/v2.2/webhooks/replays', body: { outcome: 'undelivered' } }),
    answer: { status: 409 },
  },
})
Object.assign(OPERATIONS['/v2.2/webhooks/replays/:id'] ?? {}, {
  DELETE: {
    needs: 'numbers.manage',
    ask: () => ({ url: `/v2.2/webhooks/replays/${NOBODYS}` }),
    answer: { status: 404 },
  },
})
OPERATIONS['/v2.2/webhooks/replays/preview'] = read({
  needs: 'numbers.manage',
  ask: () => ({ url: '/v2.2/webhooks/replays/preview?from=24h' }),
  answer: { status: 200 },
})
// Named by their month alone: whoever asks is told of their own.
const BILL = `/v2.2/bills/${dayOf(now(), 'America/Los_Angeles').slice(0, 7)}`
OPERATIONS['/v2.2/bills'] = read({
  needs: 'billing.read',
  ask: () => ({ url: '/v2.2/bills' }),
  answer: { status: 200 },
})
OPERATIONS['/v2.2/bills/:month'] = read({ needs: 'billing.read', ask: () => ({ url: BILL }), answer: { status: 200 } })
OPERATIONS['/v2.2/bills/:month/check'] = {
  ...read({ needs: 'billing.read', ask: () => ({ url: `${BILL}/check` }), answer: { status: 404 } }),
  POST: { needs: 'billing.read', ask: () => ({ url: `${BILL}/check` }), answer: { status: 202 } },
}

OPERATIONS['/v2.2/optouts'] = {
  ...read({ needs: 'messages.read', ask: () => ({ url: '/v2.2/optouts' }), answer: { empty: 'data' } }),
  POST: {
    needs: 'numbers.manage',
    ask: (owner) => ({ url: '/v2.2/optouts', body: { number: owner.from, consumer: '12065550107' } }),
    answer: { status: 422 },
  },
}
OPERATIONS['/v2.2/optouts/:id'] = {
  // Somebody's, and nobody's: `tests/api/opt-outs.test.ts` has real ones.
  DELETE: {
    needs: 'numbers.manage',
    ask: () => ({ url: '/v2.2/optouts/019a0000-0000-7000-8000-00000000dead' }),
    answer: { status: 404 },
  },
}

for (const version of VERSIONS) {
  OPERATIONS[`/${version}/messages`] = {
    ...read({
      needs: 'messages.read',
      ask: () => ({ url: `/${version}/messages?start_date=2020-01-01` }),
      answer: { empty: 'data' },
    }),
    POST: {
      needs: 'messages.send',
      ask: (owner) => ({
        url: `/${version}/messages`,
        body: { from: owner.from, to: '12065550107', body: 'in your name' },
      }),
      answer: { status: 403 },
    },
  }
  OPERATIONS[`/${version}/messages/:id`] = read({
    needs: 'messages.read',
    ask: (_, ref) => ({ url: `/${version}/messages/${ref}` }),
    answer: { status: 404 },
  })
  for (const kind of KINDS) {
    OPERATIONS[`/${version}/messages/${kind}`] = {
      PUT: {
        needs: 'numbers.manage',
        ask: () => ({ url: `/${version}/messages/${kind}`, body: URL_BODY }),
        answer: 'own account only',
      },
    }
  }
}
for (const kind of KINDS) {
  OPERATIONS[`/v2/numbers/:number/relationships/${kind}`] = {
    POST: {
      needs: 'numbers.manage',
      ask: (owner) => ({ url: `/v2/numbers/${owner.from.slice(1)}/relationships/${kind}`, body: URL_BODY }),
      answer: { status: 404 },
    },
  }
}
OPERATIONS['/v2.2/messages/:id/trace'] = read({
  needs: 'messages.read',
  ask: (_, ref) => ({ url: `/v2.2/messages/${ref}/trace` }),
  answer: { status: 404 },
})
