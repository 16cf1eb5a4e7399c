import type { Incoming } from '#domain/messages/carrier.ts'

/** The carrier's own window should keep this far away; beyond it "try again later" is the honest answer. */
const MOST_WAITING = 10_000

export type Inbox = {
  /** False when there is no room: the carrier has to keep it. `acknowledge` is told how the commit went. */
  put: (item: Incoming, acknowledge: (isKept: boolean) => void) => boolean
  /** Resolves when everything put so far was acknowledged. */
  settled: () => Promise<void>
}

/** Gathers what arrives while the last batch is being committed, and acknowledges only what was. */
export function createInbox(onIncoming: (batch: Incoming[]) => Promise<void>): Inbox {
  let waiting: Array<{ item: Incoming; acknowledge: (isKept: boolean) => void }> = []
  let working: Promise<void> | null = null

  async function work(): Promise<void> {
    // One turn of the loop, so that one packet's worth makes one batch.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      const isKept = await commit(batch.map(({ item }) => item))
      for (const { acknowledge } of batch) acknowledge(isKept)
    }
    working = null
  }

  async function commit(batch: Incoming[]): Promise<boolean> {
    try {
      await onIncoming(batch)
      return true
    } catch {
      return false
    }
  }

  return {
    put(item, acknowledge) {
      if (waiting.length >= MOST_WAITING) return false
      waiting.push({ item, acknowledge })
      working ??= work()
      return true
    },
    settled: () => working ?? Promise.resolve(),
  }
}
