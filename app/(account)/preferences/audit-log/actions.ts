'use server'

import { accountAction } from '#app/_web/action.ts'
import { verifyAudit } from '#domain/audit/verify-audit.ts'

export const verifyChain = accountAction('verify audit log', 'audit.read', async ({ scope }) => {
  const chain = await verifyAudit(scope)
  return { ok: chain.whole, chain }
})
