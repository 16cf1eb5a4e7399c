/** Statements of months and their check: additions to the contract, for finance systems. */
import type { FastifyInstance } from 'fastify'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'
import { listBills } from '#domain/billing/list-bills.ts'
import { readBill } from '#domain/billing/read-bill.ts'
import { readBillCheck } from '#domain/billing/read-bill-check.ts'
import { Refusal } from '#lib/refusals.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { renderBill, renderBillCheck, renderBillSummary } from '../render-bill.ts'
import { param, resource } from './resource.ts'

export function billRoutes(app: FastifyInstance): void {
  resource(app, '/v2.2/bills', {
    GET: async (request, reply) => {
      const bills = await listBills(scopeOf(request))
      return reply.type(JSON_API).send({ data: bills.map(renderBillSummary) })
    },
  })
  resource(app, '/v2.2/bills/:month', {
    GET: async (request, reply) =>
      reply.type(JSON_API).send({ data: renderBill(await readBill(scopeOf(request), param(request, 'month'))) }),
  })
  resource(app, '/v2.2/bills/:month/check', {
    GET: async (request, reply) => {
      const check = await readBillCheck(scopeOf(request), param(request, 'month'))
      if (!check) throw new Refusal('not_found')
      return reply.type(JSON_API).send({ data: renderBillCheck(check) })
    },
    POST: async (request, reply) => {
      const [scope, month] = [scopeOf(request), param(request, 'month')]
      await askBillCheck(scope, month)
      const check = await readBillCheck(scope, month)
      if (!check) throw new Error('a check that was asked for is not there')
      return reply
        .code(202)
        .type(JSON_API)
        .send({ data: renderBillCheck(check) })
    },
  })
}
