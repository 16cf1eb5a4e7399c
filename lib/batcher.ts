/**
 * Collects what arrives while the last batch of the same key is under way, and runs it as one. No waiting on a clock:
 * an idle key runs at once with a batch of one, a busy one grows its batches by itself (design.md, decision 2).
 */
type Waiting<In, Out> = { item: In; resolve: (result: Out) => void; reject: (fault: unknown) => void }

export type Batcher<In, Out> = {
  add: (key: string, item: In) => Promise<Out>
  /** Resolves when nothing is waiting and nothing is under way. */
  idle: () => Promise<void>
}

export function createBatcher<In, Out>(options: {
  maxSize: number
  /** Batches of different keys under way at once; of one key it is always one. */
  concurrency: number
  /** Answers in the order of the items. */
  run: (key: string, items: In[]) => Promise<Out[]>
}): Batcher<In, Out> {
  const queues = new Map<string, Waiting<In, Out>[]>()
  const ready: string[] = []
  const busy = new Set<string>()
  const idlers: (() => void)[] = []

  function pump(): void {
    while (busy.size < options.concurrency) {
      const key = ready.shift()
      if (key === undefined) break
      const queue = queues.get(key) ?? []
      const batch = queue.splice(0, options.maxSize)
      busy.add(key)
      void runBatch(key, batch).finally(() => {
        busy.delete(key)
        if (queue.length > 0) ready.push(key)
        else queues.delete(key)
        pump()
      })
    }
    if (busy.size === 0 && queues.size === 0) for (const wake of idlers.splice(0)) wake()
  }

  async function runBatch(key: string, batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await options.run(
        key,
        batch.map((waiting) => waiting.item),
      )
      if (results.length !== batch.length) throw new Error('a batch must answer each of its items')
      for (const [index, result] of results.entries()) batch[index]?.resolve(result)
    } catch (fault) {
      for (const waiting of batch) waiting.reject(fault)
    }
  }

  return {
    add: (key, item) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(key)
        if (queue) queue.push({ item, resolve, reject })
        else {
          queues.set(key, [{ item, resolve, reject }])
          ready.push(key)
          // A turn later, so that what the same socket read brought in goes together.
          setImmediate(pump)
        }
      }),
    idle: () =>
      busy.size === 0 && queues.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve)),
  }
}
