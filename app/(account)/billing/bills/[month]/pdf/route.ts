import type { NextRequest } from 'next/server'
import { writeBillPdf } from '#domain/billing/write-bill-pdf.ts'
import { now } from '#lib/time.ts'
import { answerBill } from '../answer-bill.ts'

type Context = { params: Promise<{ month: string }> }

export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  return answerBill((await params).month, async (bill) => ({
    content: await writeBillPdf(bill, now()),
    ending: 'pdf',
    mediaType: 'application/pdf',
  }))
}
