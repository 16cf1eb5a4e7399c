/** So many of a process read the feed at a time, whoever they are: the rest of the pool is for everybody else. */
const AT_ONCE = 2

let reading = 0
const queue: (() => void)[] = []

export async function takeTurn<T>(read: () => Promise<T>): Promise<T> {
  if (reading >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  else reading += 1
  try {
    return await read()
  } finally {
    const next = queue.shift()
    if (next) next()
    else reading -= 1
  }
}
