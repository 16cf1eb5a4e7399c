/**
 * Collects what arrives while the last batch is under way, and runs it as one. No waiting on a clock: an idle batcher runs at
 * once with a batch of one, a busy one grows its batches by itself (design.md, decision 2).
 */
type Waiting<In, Out> = { item: In; resolve: (result: Out) => void; reject: (fault: unknown) => void }

export type Batcher<In, Out> = {
  add: (key: string, item: In) => Promise<Out>
  /** Resolves when nothing is waiting and nothing is under way. */
  idle: () => Promise<void>
}

export function createBatcher<In, Out>(options: {
  maxSize: number
  /** Batches under way at once. A key is in one of them at most, so its items go one batch after another. */
  concurrency: number
  /** Keys that may share a batch. The items of one key stand together in it. */
  maxKeys?: number
  /** Answers in the order of the items. */
  run: (items: In[]) => Promise<Out[]>
}): Batcher<In, Out> {
  const { maxSize, concurrency, maxKeys = 1 } = options
  const queues = new Map<string, Waiting<In, Out>[]>()
  const ready: string[] = []
  const idlers: (() => void)[] = []
  let underWay = 0

  function pump(): void {
    while (underWay < concurrency && ready.length > 0) {
      const batch: Waiting<In, Out>[] = []
      const keys: string[] = []
      while (batch.length < maxSize && keys.length < maxKeys) {
        const key = ready.shift()
        if (key === undefined) break
        keys.push(key)
        batch.push(...(queues.get(key)?.splice(0, maxSize - batch.length) ?? []))
      }
      underWay++
      void runBatch(batch).finally(() => {
        underWay--
        for (const key of keys) {
          if (queues.get(key)?.length) ready.push(key)
          else queues.delete(key)
        }
        pump()
      })
    }
    if (underWay === 0 && queues.size === 0) for (const wake of idlers.splice(0)) wake()
  }

  async function runBatch(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await options.run(batch.map((waiting) => waiting.item))
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
      underWay === 0 && queues.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve)),
  }
}
