/** The demo account. Everything is made by the product's own verbs, so a seed can build no state that the product cannot reach. */
import { randomInt } from 'node:crypto'
import { createAccount } from '#domain/access/create-account.ts'
import { relayInsights } from '#domain/insights/relay-insights.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { parseDollars } from '#domain/ledger/money.ts'
import { ensureSandboxLink, SANDBOX_LINK } from '#domain/links/ensure-sandbox-link.ts'
import { listEnabledLinks } from '#domain/links/link.ts'
import { addNumber } from '#domain/numbers/add-number.ts'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { env } from '#lib/env.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { livePastTraffic } from './past-traffic.ts'
import { seedStock } from './stock.ts'

export type DemoSignIn = {
  email: string
  password: string
  accessKey: string
  secret: string
  from: string
  to: string
}

const NUMBERS = [
  { e164: '+12065550142', alias: 'Front desk', state: 'wa', rateCenter: 'seattle' },
  { e164: '+14255550164', alias: 'Reminders', state: 'wa', rateCenter: 'bellevue' },
  { e164: '+18335550110', alias: 'Toll-free line' },
] as const
const DAYS = 30
const TOPPED_UP_DAYS_AGO = 11

export async function seedDemo(): Promise<DemoSignIn> {
  if (env.mode === 'production') throw new Error('a production database is never seeded')
  const until = now()
  const email = 'owner@harbor.example'
  const password = `harbor-lights-${randomInt(1_000, 10_000)}`
  await ensureSandboxLink()
  const link = (await listEnabledLinks()).find((one) => one.name === SANDBOX_LINK)
  if (!link) throw new Error('the sandbox link is not enabled')

  const { scope, key } = await withClockAt(new Date(until.getTime() - (DAYS + 1) * DAY_MS), async () => {
    const scope = await createAccount({
      name: 'Harbor Dental',
      timeZone: 'America/Los_Angeles',
      owner: { email, name: 'Olivia Harbor', password },
    })
    const key = await createKey(scope, { name: 'Reminders' })
    for (const number of NUMBERS) await addNumber(scope, number)
    await creditAccount(scope, { amountNanos: parseDollars('50') ?? 0n, reason: 'demo money' })
    await setRequestUrl(scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
    return { scope, key }
  })
  await livePastTraffic({ scope, linkId: link.id, numbers: NUMBERS.map((number) => number.e164), until, days: DAYS })
  await withClockAt(new Date(until.getTime() - TOPPED_UP_DAYS_AGO * DAY_MS), () =>
    creditAccount(scope, { amountNanos: parseDollars('25') ?? 0n, reason: 'demo money' }),
  )
  await withClockAt(new Date(until.getTime() - 60_000), () =>
    setRequestUrl(scope, { e164: '', kind: 'sms_callback', url: null }),
  )
  while ((await relayOutbox()) > 0);
  while ((await relayInsights()) > 0);
  await seedStock(env.demo.stock)

  return { email, password, accessKey: key.accessKey, secret: key.secret, from: NUMBERS[0].e164, to: '+12065550107' }
}
