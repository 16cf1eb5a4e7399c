import type { NextRequest } from 'next/server'
import { writeBillCsv } from '#domain/billing/write-bill-csv.ts'
import { answerBill } from '../answer-bill.ts'

type Context = { params: Promise<{ month: string }> }

export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  return answerBill((await params).month, async (bill) => ({
    content: Buffer.from(`\ufeff${writeBillCsv(bill)}`),
    ending: 'csv',
    mediaType: 'text/csv; charset=utf-8',
  }))
}
