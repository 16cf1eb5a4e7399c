import type { NextRequest } from 'next/server'
import { readSession } from '#app/_web/session.ts'
import { balanceSheet, spendSheet } from '#components/billing/spend-sheets.ts'
import { may } from '#domain/access/permissions.ts'
import { readBalanceSteps } from '#domain/billing/read-balance-steps.ts'
import { readSpend } from '#domain/billing/read-spend.ts'
import { readSpendView } from '#domain/billing/spend-view.ts'
import { readFilterChoices } from '#domain/reports/read-filter-choices.ts'
import { csvLine } from '#lib/csv.ts'

/** The numbers of one chart. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to export charts.', { status: 401 })
  const { scope } = session
  if (!may(scope, 'billing.read')) return new Response('Your role may not read what was spent.', { status: 403 })
  const view = readSpendView(Object.fromEntries(searchParams))
  const isBalance = searchParams.get('sheet') === 'balance'
  const rows = isBalance
    ? balanceSheet(await readBalanceSteps(scope, view))
    : spendSheet(await readSpend(scope, view), view, await readFilterChoices(scope))
  return new Response(rows.map(csvLine).join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${isBalance ? 'balance' : 'spend'}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
