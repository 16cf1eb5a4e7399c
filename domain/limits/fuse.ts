import type { Tx } from '#lib/db.ts'

/** When sending to one prefix with one key looks like message pumping. */
export type Fuse = {
  isOn: boolean
  /** 5: +1 and the area code; 8: and the three digits after it. */
  prefixLength: number
  mostMessages: number
  withinSeconds: number
  exceptions: string[]
}

export const FUSE_AT_FIRST: Fuse = { isOn: false, prefixLength: 8, mostMessages: 30, withinSeconds: 60, exceptions: [] }

export async function readFuse(tx: Tx, accountId: string): Promise<Fuse> {
  const [fuse] = await tx.query<Fuse>(
    `select is_on as "isOn", prefix_length as "prefixLength", most_messages as "mostMessages", within_seconds as "withinSeconds",
       exceptions from fuse_settings where account_id = $1`,
    [accountId],
  )
  return fuse ?? FUSE_AT_FIRST
}
