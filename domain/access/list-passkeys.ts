import { query } from '#lib/db.ts'
import type { Self } from './scope.ts'

export type PasskeySummary = { id: string; name: string; createdAt: Date; usedAt: Date | null }

export async function listPasskeys({ personId }: Self): Promise<PasskeySummary[]> {
  const rows = await query<{ id: string; name: string; created_at: Date; used_at: Date | null }>(
    'select id, name, created_at, used_at from passkeys where person_id = $1 order by created_at, id',
    [personId],
  )
  return rows.map(({ id, name, created_at: createdAt, used_at: usedAt }) => ({ id, name, createdAt, usedAt }))
}
