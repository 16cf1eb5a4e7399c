import { transaction } from '#lib/db.ts'
import { judgeEncoding } from './encoding-waste.ts'

type Page = {
  upto_xid: string
  upto_id: bigint
  facts: number
  texts: { id: string; body: string; parts: number }[]
}

/** So few that the transaction is short: the live feed stays below the oldest one. */
const FACTS = 2_000

/**
 * Adds what has committed to the sums of the insights. Any number may run: one works at a time, and whoever dies half-way has added
 * nothing. Returns how many facts it took.
 */
export async function relayInsights(limit = FACTS): Promise<number> {
  return transaction(async (tx) => {
    const [page] = await tx.query<Page>(
      { name: 'next_insights', text: 'select upto_xid, upto_id, facts, texts from next_insights($1)' },
      [limit],
    )
    if (!page) return 0
    const judged = page.texts.map(({ id, body, parts }) => ({ id, ...judgeEncoding(body, parts) }))
    await tx.query({ name: 'relay_insights', text: 'select relay_insights($1, $2, $3)' }, [
      page.upto_xid,
      page.upto_id,
      JSON.stringify(judged),
    ])
    return page.facts
  })
}

/** Whether there may be more at once. */
export async function relaySomeInsights(): Promise<boolean> {
  return (await relayInsights()) === FACTS
}
