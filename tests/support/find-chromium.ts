import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The first browser there is: the one that is named, Playwright's own, Debian's, the one npm brought. */
export async function findChromium(): Promise<string> {
  const known = [process.env.PLAYWRIGHT_CHROMIUM, chromium.executablePath(), '/usr/bin/chromium']
  const found = known.find((path) => path && existsSync(path))
  if (found) return found
  const { default: bundled } = await import('@sparticuz/chromium')
  return bundled.executablePath()
}

/** As root Chromium has no sandbox to run in; the rest keeps it from calling home. */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
