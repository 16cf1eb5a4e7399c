/** Progress of a start: one line a finished step, and on a terminal one moving line for what is under way. */

export type Say = {
  /** Runs `work` and prints how long it took. What `work` returns in `note` stands behind the time. */
  step: <T>(doing: string, done: string, work: () => Promise<T>, note?: (result: T) => string) => Promise<T>
  line: (text: string) => void
}

export const silent: Say = { step: (_doing, _done, work) => work(), line: () => {} }

export function sayOn(out: NodeJS.WriteStream): Say {
  const running = new Set<string>()
  const paint = out.hasColors?.() ? colors : plain
  const clear = () => {
    if (out.isTTY) out.write('\r\x1b[2K')
  }
  const showRunning = () => {
    if (out.isTTY && running.size > 0) out.write(paint.dim(`  · ${[...running].join(', ')} …`))
  }
  const line = (text: string) => {
    clear()
    out.write(`${text}\n`)
    showRunning()
  }

  const step: Say['step'] = async (doing, done, work, note = () => '') => {
    const startedAt = performance.now()
    running.add(doing)
    clear()
    showRunning()
    try {
      const result = await work()
      running.delete(doing)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)
      line(`  ${paint.green('✓')} ${done.padEnd(28)}${paint.dim(`${seconds} s  ${note(result)}`.trimEnd())}`)
      return result
    } catch (error) {
      running.delete(doing)
      clear()
      throw error
    }
  }
  return { step, line }
}

const colors = { green: (text: string) => `\x1b[32m${text}\x1b[39m`, dim: (text: string) => `\x1b[2m${text}\x1b[22m` }
const plain = { green: (text: string) => text, dim: (text: string) => text }
