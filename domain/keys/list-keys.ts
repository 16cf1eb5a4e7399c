import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantOrm } from '#lib/prisma.ts'

export type KeySummary = {
  id: string
  name: string
  accessKey: string
  secretLast4: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
}

/** The account's keys, oldest first; never a hash, never a secret. */
export async function listKeys(scope: Scope): Promise<KeySummary[]> {
  demand(scope, 'keys.read')
  return tenantOrm(scope.accountId, (orm) =>
    orm.apiKey.findMany({
      where: { accountId: scope.accountId },
      select: {
        id: true,
        name: true,
        accessKey: true,
        secretLast4: true,
        createdAt: true,
        expiresAt: true,
        revokedAt: true,
      },
      orderBy: { id: 'asc' },
    }),
  )
}
