import { redirect } from 'next/navigation'
import type { ReaderViews } from '#domain/views/read-views.ts'
import { viewHref } from './view-href.ts'

/** The plain address goes on to the view that the reader has chosen to begin with: what is shown stands in the address. */
export function openChosenView(given: Record<string, unknown>, { opens }: ReaderViews): void {
  if (opens && Object.keys(given).length === 0) redirect(viewHref(opens))
}
