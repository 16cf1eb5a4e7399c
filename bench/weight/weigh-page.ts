/** How much JavaScript a page brings, gzipped: what its HTML names, and what has come by itself once the network is quiet. */
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

export type Weight = { inHtmlBytes: number; untilIdleBytes: number }

export async function weighPage(page: Page, url: string): Promise<Weight> {
  const scripts = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script' || !response.ok()) return
    scripts.set(
      response.url(),
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    )
  })
  const answer = await page.goto(url, { waitUntil: 'load' })
  const html = (await answer?.text()) ?? ''
  // Not by Playwright's own notion of idle: an open live stream never is.
  await quiet(scripts)
  const named = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => new URL(match[1] ?? '', page.url()).href),
  )
  let inHtmlBytes = 0
  let untilIdleBytes = 0
  for (const [address, bytes] of scripts) {
    untilIdleBytes += await bytes
    if (named.has(address)) inHtmlBytes += await bytes
  }
  return { inHtmlBytes, untilIdleBytes }
}

const QUIET_MS = 2_000

async function quiet(scripts: ReadonlyMap<string, unknown>): Promise<void> {
  for (let seen = -1; seen !== scripts.size; ) {
    seen = scripts.size
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
  }
}
