/** Follows the carrier's log: each text begins with the moment its request was sent. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'

const EVERY_MS = 2
/** The log has whole milliseconds, cut off: the middle is right on average. */
const HALF_MS = 0.5

export function followWitness(file: string | null, onSubmitted: (at: number, sentAt: number) => void): () => void {
  if (file === null) return () => {}
  const handle = openSync(file, 'r')
  const buffer = Buffer.allocUnsafe(1 << 20)
  let position = statSync(file).size
  let rest = ''
  const timer = setInterval(() => {
    for (let read = -1; read !== 0; ) {
      read = readSync(handle, buffer, 0, buffer.length, position)
      position += read
      const lines = (rest + buffer.toString('latin1', 0, read)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('{"event":"submit"')) continue
        const { at, text } = JSON.parse(line)
        onSubmitted(Date.parse(at) + HALF_MS, Number(text.split(' ', 1)[0]))
      }
    }
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    closeSync(handle)
  }
}
