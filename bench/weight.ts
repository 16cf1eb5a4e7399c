/** P11: how much JavaScript do the portal's pages bring, against an empty app of the same Next? Weighed in a real browser. */
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from '#tests/support/find-chromium.ts'
import { startStack } from '#tests/support/start-stack.ts'
import type { Report } from './report/report.ts'
import { serveEmptyApp } from './weight/empty-app.ts'
import { type Weight, weighPage } from './weight/weigh-page.ts'

/** What quality.md allows: scripts in the HTML, and all by the time the network is quiet. */
const MOST = {
  'sign-in': { path: '/sign-in', inHtml: 1.15, untilIdle: 1.3 },
  messages: { path: '/messages', inHtml: 1.3, untilIdle: 1.6 },
  billing: { path: '/billing', inHtml: 1.5, untilIdle: 2.4 },
} as const

export async function benchWeight(): Promise<Report> {
  const empty = await serveEmptyApp()
  const stack = await startStack()
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
  try {
    const weigh = async (url: string, session?: Awaited<ReturnType<typeof signIn>>) => {
      const context = await browser.newContext(session ? { storageState: session } : {})
      const weight = await weighPage(await context.newPage(), url)
      await context.close()
      return weight
    }
    const signIn = async () => {
      if (!stack.demo) throw new Error('this stack has no demo account')
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(`${stack.portalUrl}/sign-in`)
      await page.getByLabel('E-mail').fill(stack.demo.email)
      await page.getByLabel('Password').fill(stack.demo.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      const state = await context.storageState()
      await context.close()
      return state
    }
    const floor = await weigh(empty.url)
    const session = await signIn()
    const weights: Record<keyof typeof MOST, Weight> = {
      'sign-in': await weigh(`${stack.portalUrl}${MOST['sign-in'].path}`),
      messages: await weigh(`${stack.portalUrl}${MOST.messages.path}`, session),
      billing: await weigh(`${stack.portalUrl}${MOST.billing.path}`, session),
    }
    const kilobytes = ({ inHtmlBytes, untilIdleBytes }: Weight) =>
      `${(inHtmlBytes / 1000).toFixed(1)} kB in the HTML, ${(untilIdleBytes / 1000).toFixed(1)} kB in all`
    const names = Object.keys(MOST) as (keyof typeof MOST)[]
    return {
      name: 'p11',
      title: 'P11: gzipped JavaScript of a page ÷ an empty Next app',
      rows: names.flatMap((name) => [
        {
          what: `${name}: scripts in the HTML`,
          unit: '',
          values: [weights[name].inHtmlBytes / floor.inHtmlBytes],
          most: MOST[name].inHtml,
        },
        {
          what: `${name}: all that comes by itself`,
          unit: '',
          values: [weights[name].untilIdleBytes / floor.untilIdleBytes],
          most: MOST[name].untilIdle,
        },
      ]),
      counted: {},
      notes: [`empty app: ${kilobytes(floor)}`, ...names.map((name) => `${name}: ${kilobytes(weights[name])}`)],
    }
  } finally {
    await browser.close()
    await stack.stop()
    await empty.stop()
  }
}
