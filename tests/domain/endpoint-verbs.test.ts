/** What people set of their web hooks: endpoints on, off and within limits; schedule and form. */
import { beforeEach, expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { disableEndpoint } from '#domain/webhooks/disable-endpoint.ts'
import { enableEndpoint } from '#domain/webhooks/enable-endpoint.ts'
import { endpointOf } from '#domain/webhooks/endpoint-of.ts'
import { limitEndpoint } from '#domain/webhooks/limit-endpoint.ts'
import { setForm } from '#domain/webhooks/set-form.ts'
import { setSchedule } from '#domain/webhooks/set-schedule.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'

const URL = 'https://hooks.harbor.example/sms?token=1'
const { id } = endpointOf({ url: URL, from: 'account' })
let account: TestAccount

beforeEach(async () => {
  account = await makeAccount()
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: URL })
  await bring(inbound(account))
})

async function endpoint() {
  const [found] = await ask('select * from endpoints where account_id = $1 and id = $2', [account.scope.accountId, id])
  return found
}

async function actions(): Promise<string[]> {
  const rows = await ask<{ action: string }>(
    "select action from audit_log where account_id = $1 and action ~ '^(endpoint|webhook)' order by seq",
    [account.scope.accountId],
  )
  return rows.map(({ action }) => action)
}

test('an endpoint is disabled and enabled by hand, once each, and the log says so', async () => {
  for (const verb of [disableEndpoint, disableEndpoint]) await verb(account.scope, { id })
  expect(await endpoint()).toMatchObject({ state: 'disabled', disabled_why: 'person' })
  for (const verb of [enableEndpoint, enableEndpoint]) await verb(account.scope, { id })
  expect(await endpoint()).toMatchObject({ state: 'active', disabled_why: null, disabled_at: null })
  expect(await actions()).toEqual(['endpoint.disabled', 'endpoint.enabled'])
})

test('enabling an endpoint whose circuit is open has it tried at once', async () => {
  await ask("update endpoints set failures_in_row = 12, failing_since = now(), open_until = now() + interval '1 hour'")
  await enableEndpoint(account.scope, { id })
  expect(await endpoint()).toMatchObject({ failures_in_row: 0, failing_since: null, open_until: null })
})

test('limits are whole numbers within bounds, and are taken off with none', async () => {
  for (const limits of [
    { maxAtOnce: 0, maxPerSecond: null },
    { maxAtOnce: 101, maxPerSecond: null },
    { maxAtOnce: null, maxPerSecond: 1.5 },
    { maxAtOnce: null, maxPerSecond: 10_001 },
  ])
    await expect(limitEndpoint(account.scope, { id, ...limits })).rejects.toMatchObject({ code: 'invalid' })
  await limitEndpoint(account.scope, { id, maxAtOnce: 3, maxPerSecond: 20 })
  expect(await endpoint()).toMatchObject({ max_at_once: 3, max_per_second: 20 })
  await limitEndpoint(account.scope, { id, maxAtOnce: null, maxPerSecond: null })
  expect(await endpoint()).toMatchObject({ max_at_once: null, max_per_second: null })
  expect(await actions()).toEqual(['endpoint.limited', 'endpoint.limited'])
})

test('schedule and form are one of those there are; setting what is set already says nothing', async () => {
  for (const schedule of ['contract', 'contract', 'long'] as const) await setSchedule(account.scope, { schedule })
  for (const form of ['legacy', 'legacy', 'v2.1'] as const) await setForm(account.scope, { form })
  expect(await actions()).toEqual([
    'webhook_schedule.set',
    'webhook_schedule.set',
    'webhook_form.set',
    'webhook_form.set',
  ])
  await expect(setSchedule(account.scope, { schedule: 'never' as 'long' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(setForm(account.scope, { form: 'v3' as 'legacy' })).rejects.toMatchObject({ code: 'invalid' })
})

test('another account’s endpoint is not found, and a test key changes none', async () => {
  const stranger = await makeAccount()
  const key = await createKey(account.scope, { name: 'Trying out', mode: 'test', scopes: ['numbers.manage'] })
  const testScope = await openKey(key.accessKey, key.secret, NOWHERE)
  for (const verb of [enableEndpoint, disableEndpoint]) {
    await expect(verb(stranger.scope, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(verb(stranger.scope, { id: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(verb(testScope.scope, { id })).rejects.toMatchObject({ code: 'test_key_routes_nothing' })
  }
  expect(await endpoint()).toMatchObject({ state: 'active' })
})
