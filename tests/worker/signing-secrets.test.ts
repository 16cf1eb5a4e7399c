/** Real events are signed so that the official library takes them at every moment of a change of secrets, and no longer than was said. */
import { Webhook } from 'standardwebhooks'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { dropEndpointSecret } from '#domain/webhooks/drop-endpoint-secret.ts'
import { endSigningOverlap } from '#domain/webhooks/end-signing-overlap.ts'
import { endpointOf } from '#domain/webhooks/endpoint-of.ts'
import { giveEndpointSecret } from '#domain/webhooks/give-endpoint-secret.ts'
import { readSigning } from '#domain/webhooks/read-signing.ts'
import { rotateSigningSecret } from '#domain/webhooks/rotate-signing-secret.ts'
import { showSigningSecret } from '#domain/webhooks/show-signing-secret.ts'
import { closeFetch } from '#lib/guarded-fetch.ts'
import { HOUR_MS, withClockAt } from '#lib/time.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { type Posted, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { bring, inbound } from '#tests/support/road.ts'

afterAll(closeFetch)

type Stage = { account: TestAccount; receiver: Receiver; endpointId: string; start: number }

async function setStage(): Promise<Stage> {
  const receiver = await startReceiver()
  onTestFinished(() => receiver.close())
  const account = await makeAccount()
  const url = `${receiver.url}/sms?token=1`
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url })
  const endpointId = endpointOf({ url, from: 'account' }).id
  return { account, receiver, endpointId, start: Date.now() }
}

/** A real event so many hours later, as it reached the receiver. */
async function eventAfter({ account, receiver, start }: Stage, hours: number): Promise<Posted> {
  const before = receiver.posts.length
  await withClockAt(new Date(start + hours * HOUR_MS), async () => {
    await bring(inbound(account))
    const deliverer = createDeliverer(() => {})
    await deliverer.round()
    await deliverer.settled()
  })
  const posted = (await receiver.has(before + 1))[before]
  if (!posted) throw new Error('nothing came')
  return posted
}

/** By the official library, at the time of the event. */
function verifies(secret: string, { body, headers }: Posted): boolean {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Number(headers['webhook-timestamp']) * 1000)
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  } finally {
    clock.mockRestore()
  }
}

const signatures = ({ headers }: Posted) => String(headers['webhook-signature']).split(' ').length

describe('while the account’s secret is rotated', () => {
  test('receivers with the old and with the new one take every event, until the overlap is over', async () => {
    const stage = await setStage()
    const { scope } = stage.account
    const old = await showSigningSecret(scope)
    const before = await eventAfter(stage, 0)
    expect([verifies(old, before), signatures(before)]).toEqual([true, 1])

    const fresh = await rotateSigningSecret(scope, { endpointId: null, overlapHours: 24 })
    expect(fresh).not.toBe(old)
    expect(await showSigningSecret(scope)).toBe(fresh)
    for (const hours of [0.1, 23.9]) {
      const during = await eventAfter(stage, hours)
      expect([verifies(old, during), verifies(fresh, during), signatures(during)]).toEqual([true, true, 2])
    }
    const after = await eventAfter(stage, 24.1)
    expect([verifies(old, after), verifies(fresh, after), signatures(after)]).toEqual([false, true, 1])
  })

  test('the newest signature stands first, for receivers that look at one alone', async () => {
    const stage = await setStage()
    const fresh = await rotateSigningSecret(stage.account.scope, { endpointId: null, overlapHours: 24 })
    const posted = await eventAfter(stage, 0.1)
    const first = String(posted.headers['webhook-signature']).split(' ')[0] ?? ''
    expect(verifies(fresh, { ...posted, headers: { ...posted.headers, 'webhook-signature': first } })).toBe(true)
  })

  test('a person ends the overlap early, or has none where it leaked', async () => {
    const stage = await setStage()
    const { scope } = stage.account
    const place = { endpointId: null }
    const first = await showSigningSecret(scope)
    const second = await rotateSigningSecret(scope, { ...place, overlapHours: 168 })
    expect((await readSigning(scope, place)).beside).toMatchObject([{ isAccounts: false }])
    await endSigningOverlap(scope, place)
    const ended = await eventAfter(stage, 0.1)
    expect([verifies(first, ended), verifies(second, ended)]).toEqual([false, true])
    await expect(endSigningOverlap(scope, place)).rejects.toMatchObject({ code: 'not_found' })
    const third = await rotateSigningSecret(scope, { ...place, overlapHours: 0 })
    const leaked = await eventAfter(stage, 0.2)
    expect([verifies(second, leaked), verifies(third, leaked), signatures(leaked)]).toEqual([false, true, 1])
  })

  test('a form that is sent twice rotates once', async () => {
    const { scope } = (await setStage()).account
    await showSigningSecret(scope)
    const seenId = (await readSigning(scope, { endpointId: null })).inForce?.id ?? ''
    const rotate = () => rotateSigningSecret(scope, { endpointId: null, overlapHours: 24, seenId })
    const told = await Promise.allSettled([rotate(), rotate()])
    expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test.each([-1, 1.5, 169, Number.NaN])(
    'an overlap of %d hours is refused, and nothing changes',
    async (overlapHours) => {
      const { scope } = (await setStage()).account
      const old = await showSigningSecret(scope)
      await expect(rotateSigningSecret(scope, { endpointId: null, overlapHours })).rejects.toMatchObject({
        code: 'invalid',
        fields: { overlap_hours: [expect.any(String)] },
      })
      expect(await showSigningSecret(scope)).toBe(old)
    },
  )
})

describe('an endpoint with a secret of its own', () => {
  test('is signed for with it, beside the account’s for as long as was asked, and back', async () => {
    const stage = await setStage()
    const { scope } = stage.account
    const { endpointId } = stage
    await eventAfter(stage, 0) // makes the endpoint known
    const accounts = await showSigningSecret(scope)
    const own = await giveEndpointSecret(scope, { endpointId, overlapHours: 1 })
    const during = await eventAfter(stage, 0.5)
    expect([verifies(accounts, during), verifies(own, during)]).toEqual([true, true])
    const given = await eventAfter(stage, 1.1)
    expect([verifies(accounts, given), verifies(own, given)]).toEqual([false, true])
    await expect(giveEndpointSecret(scope, { endpointId, overlapHours: 1 })).rejects.toMatchObject({ status: 409 })

    // The account's own is rotated without it.
    await rotateSigningSecret(scope, { endpointId: null, overlapHours: 0 })
    expect(verifies(own, await eventAfter(stage, 1.2))).toBe(true)
    const next = await rotateSigningSecret(scope, { endpointId, overlapHours: 2 })
    const both = await eventAfter(stage, 1.3)
    expect([verifies(own, both), verifies(next, both)]).toEqual([true, true])

    await dropEndpointSecret(scope, { endpointId, overlapHours: 0 })
    const back = await eventAfter(stage, 3)
    expect([verifies(next, back), verifies(await showSigningSecret(scope), back)]).toEqual([false, true])
  })

  test('keeps that secret when its overlap with the account’s is ended early', async () => {
    const stage = await setStage()
    const { scope } = stage.account
    const { endpointId } = stage
    await eventAfter(stage, 0)
    const accounts = await showSigningSecret(scope)
    const own = await giveEndpointSecret(scope, { endpointId, overlapHours: 24 })
    await endSigningOverlap(scope, { endpointId })
    const ended = await eventAfter(stage, 0.1)
    expect([verifies(accounts, ended), verifies(own, ended), signatures(ended)]).toEqual([false, true, 1])
  })

  test('keeps it from whoever receives elsewhere, and another account cannot touch it', async () => {
    const stage = await setStage()
    const { endpointId } = stage
    await eventAfter(stage, 0)
    const own = await giveEndpointSecret(stage.account.scope, { endpointId, overlapHours: 0 })
    const stranger = await setStage()
    for (const tried of [
      () => giveEndpointSecret(stranger.account.scope, { endpointId, overlapHours: 0 }),
      () => rotateSigningSecret(stranger.account.scope, { endpointId, overlapHours: 0 }),
      () => dropEndpointSecret(stranger.account.scope, { endpointId, overlapHours: 0 }),
      () => endSigningOverlap(stranger.account.scope, { endpointId }),
      () => showSigningSecret(stranger.account.scope, { endpointId }),
    ])
      await expect(tried()).rejects.toMatchObject({ code: 'not_found' })
    expect(verifies(own, await eventAfter(stranger, 0))).toBe(false)
    expect(verifies(own, await eventAfter(stage, 0.1))).toBe(true)
  })
})
