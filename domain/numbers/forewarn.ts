import type { Tx } from '#lib/db.ts'
import { FOREWARN_MS } from './charge-days.ts'
import type { ToldNumber } from './charge-letters.ts'
import type { News } from './tell-charges.ts'

type Coming = ToldNumber & { isNews: boolean }

/** Every month that begins within the next days, at once: each is told once, and those that are owed already count as well. */
const COMING = {
  name: 'charges_coming',
  text: `
    select e164, monthly_nanos as nanos, next_charge_at as day,
      arrears_since is null and forewarned_for is distinct from next_charge_at as "isNews"
    from numbers where account_id = $1 and released_at is null and next_charge_at <= $2 order by next_charge_at, e164`,
}

export async function forewarn(
  tx: Tx,
  accountId: string,
  { funds, at, news }: { funds: bigint; at: Date; news: News },
): Promise<void> {
  const coming = await tx.query<Coming>(COMING, [accountId, new Date(at.getTime() + FOREWARN_MS)])
  const told = coming.filter(({ isNews }) => isNews)
  if (told.length === 0 || coming.reduce((sum, { nanos }) => sum + nanos, 0n) <= funds) return
  news.set('forewarned', told)
  await tx.query('update numbers set forewarned_for = next_charge_at where account_id = $1 and e164 = any($2)', [
    accountId,
    told.map(({ e164 }) => e164),
  ])
}
