/** The message log as a person sees it. */
import { expect, type Locator, type Page } from '@playwright/test'

export async function openLog(page: Page, portalUrl = ''): Promise<void> {
  await page.goto(`${portalUrl}/messages`)
  await expect(connection(page)).toHaveText('Live')
}

/** The words beside the live switch. */
export function connection(page: Page): Locator {
  return page.getByLabel('Message log').getByRole('status').first()
}

export function row(page: Page, id: string): Locator {
  return page.locator(`tr[data-id="${id}"]`)
}

/** The rows from top to bottom, by id. */
export function shownIds(page: Page): Promise<string[]> {
  return page.locator('tr[data-id]').evaluateAll((rows) => rows.map((one) => one.getAttribute('data-id') ?? ''))
}

export function section(page: Page, title: string): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) })
}
