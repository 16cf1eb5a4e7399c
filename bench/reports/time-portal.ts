/** How long the portal takes to answer with a page over much data: the whole document, to somebody who is signed in. */
import { chromium } from '@playwright/test'
import { given, root } from '#server/start/settings.ts'
import { createStack } from '#server/start/stack.ts'
import { silent } from '#server/start/step.ts'
import { CHROMIUM_FLAGS, findChromium } from '#tests/support/find-chromium.ts'
import { freePorts, makeThrowawayFolder } from '#tests/support/throwaway.ts'
import { quantile } from '../report/statistics.ts'
import { ROUNDS } from '../rounds.ts'

const CALLS = 30

/** The p95 of each round, in milliseconds, by the name of the page. */
export async function timePortal(
  databaseUrl: string,
  reader: { email: string; password: string },
  pages: Readonly<Record<string, string>>,
): Promise<Record<string, number[]>> {
  const folder = makeThrowawayFolder('bench-portal')
  const [portal = 0, api = 0, worker = 0, smpp = 0, control = 0] = await freePorts(5)
  const portalUrl = `http://localhost:${portal}`
  const stack = createStack(
    {
      root,
      dataDir: folder.path,
      mode: 'local',
      reload: false,
      demo: false,
      databaseUrl,
      authSecret: null,
      throwaway: false,
      ports: { portal, api, worker, smpp, control, postgres: 0 },
      portalUrl,
      apiUrl: `http://localhost:${api}`,
      mailbox: true,
      environment: { ...given, LOG_LEVEL: 'error' },
    },
    silent,
  )
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
  try {
    await stack.start()
    const context = await browser.newContext({ baseURL: portalUrl })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(reader.email)
    await page.getByLabel('Password').fill(reader.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    await page.close() // a page that is open follows the log live
    const p95s: Record<string, number[]> = Object.fromEntries(Object.keys(pages).map((name) => [name, []]))
    for (let round = -1; round < ROUNDS; round++) {
      for (const [name, path] of Object.entries(pages)) {
        const tookMs: number[] = []
        for (let call = 0; call < CALLS; call++) {
          const from = performance.now()
          const answer = await context.request.get(path)
          await answer.body()
          tookMs.push(performance.now() - from)
          if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}`)
        }
        // The first round warms up what is read for the first time.
        if (round >= 0) p95s[name]?.push(quantile(tookMs, 0.95))
      }
    }
    return p95s
  } finally {
    await browser.close()
    await stack.stop()
    folder.remove()
  }
}
