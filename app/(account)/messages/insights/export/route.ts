import type { NextRequest } from 'next/server'
import { readZone } from '#app/_web/display.ts'
import { readSession } from '#app/_web/session.ts'
import { readWhen } from '#components/insight/insight-view.ts'
import { isSheet, sheetOf } from '#components/insight/sheets.ts'
import { may } from '#domain/access/permissions.ts'
import { readInsights } from '#domain/insights/read-insights.ts'
import { csvLine } from '#lib/csv.ts'

/** The numbers of one chart or table. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to export insights.', { status: 401 })
  const { scope, account } = session
  if (!may(scope, 'messages.read')) return new Response('Your role may not read insights.', { status: 403 })
  const sheet = searchParams.get('sheet')
  if (!isSheet(sheet)) return new Response('There is no such chart.', { status: 404 })
  const { name: zone } = await readZone(account.timeZone)
  const insights = await readInsights(scope, readWhen(Object.fromEntries(searchParams)), zone)
  return new Response(sheetOf(sheet, insights, zone).map(csvLine).join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="insights-${sheet}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
