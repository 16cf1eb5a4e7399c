/**
 * Downloads at once hold a connection and their rows: few at a time in one process, two of one account, and the rest waits in the order
 * it came. Whoever asks for many waits behind themselves.
 */
import { Refusal } from '#lib/refusals.ts'
import { MOST_RUNNING, MOST_WAITING } from './export-rows.ts'

const MOST_AT_ALL = 4

type Waiting = { accountId: string; go: () => void }
const underWay: string[] = []
const waiting: Waiting[] = []

const count = (accounts: readonly string[], accountId: string) => accounts.filter((one) => one === accountId).length

/** Throws `too_many_exports`. */
export async function inDirectPlace<T>(accountId: string, work: () => Promise<T>): Promise<T> {
  if (
    count(
      waiting.map((one) => one.accountId),
      accountId,
    ) >= MOST_WAITING
  )
    throw new Refusal('too_many_exports', { places: { running: String(MOST_RUNNING), waiting: String(MOST_WAITING) } })
  await new Promise<void>((go) => {
    waiting.push({ accountId, go })
    admit()
  })
  try {
    return await work()
  } finally {
    underWay.splice(underWay.indexOf(accountId), 1)
    admit()
  }
}

function admit(): void {
  while (underWay.length < MOST_AT_ALL) {
    const at = waiting.findIndex(({ accountId }) => count(underWay, accountId) < MOST_RUNNING)
    const [next] = at < 0 ? [] : waiting.splice(at, 1)
    if (!next) return
    underWay.push(next.accountId)
    next.go()
  }
}
