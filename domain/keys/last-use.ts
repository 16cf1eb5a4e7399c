/** When a key was last used, by whom and for what. Uses are kept for 35 days: an older one is not known any more. */

export type LastUse = { at: Date; address: string; agent: string; endpoint: string }

export type LastUseColumns = {
  usedAt: Date | null
  usedFrom: string | null
  usedBy: string | null
  usedFor: string | null
}

export const LAST_USE_COLUMNS = `u.last_at as "usedAt", u.address as "usedFrom", u.agent as "usedBy", u.endpoint as "usedFor"`

/** Somebody who tries a wrong secret (generation 0) does not use the key. */
export const LAST_USE_JOIN = `left join lateral (
  select last_at, address, agent, endpoint from key_uses
  where account_id = k.account_id and key_id = k.id and generation > 0 order by last_at desc limit 1) u on true`

export function toLastUse({ usedAt, usedFrom, usedBy, usedFor }: LastUseColumns): LastUse | null {
  if (usedAt === null) return null
  return { at: usedAt, address: usedFrom ?? '', agent: usedBy ?? '', endpoint: usedFor ?? '' }
}
