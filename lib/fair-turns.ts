/**
 * Places for work that holds something scarce, such as a connection: so many at all, so many of one key, and the keys that wait are
 * served in turn. Whoever asks for much waits behind themselves.
 */

type Most = {
  atAll: number
  ofOne: number
  /** Of one key; beyond it `onFull` says what is thrown. */
  waiting?: number
  onFull?: () => Error
}

export function createFairTurns({ atAll, ofOne, waiting: mostWaiting = Number.POSITIVE_INFINITY, onFull }: Most) {
  const underWay = new Map<string, number>()
  /** The key whose turn is next stands first. */
  const waiting = new Map<string, (() => void)[]>()
  let all = 0

  function admit(): void {
    for (const [key, queue] of waiting) {
      if (all >= atAll) return
      const mine = underWay.get(key) ?? 0
      if (mine >= ofOne) continue
      const go = queue.shift()
      waiting.delete(key)
      // A key that was served goes to the end, and the loop meets it again there.
      if (queue.length > 0) waiting.set(key, queue)
      if (!go) continue
      all += 1
      underWay.set(key, mine + 1)
      go()
    }
  }

  function leave(key: string): void {
    all -= 1
    const left = (underWay.get(key) ?? 1) - 1
    if (left > 0) underWay.set(key, left)
    else underWay.delete(key)
    admit()
  }

  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const queue = waiting.get(key) ?? []
    if (queue.length >= mostWaiting && onFull) throw onFull()
    await new Promise<void>((go) => {
      queue.push(go)
      waiting.set(key, queue)
      admit()
    })
    try {
      return await work()
    } finally {
      leave(key)
    }
  }
}
