/**
 * Preloaded into every Node process of a start: when the start is gone, killed even, the process stops in good order.
 * Forks inherit the preload; the parent's id in its address tells them that it is not meant for them.
 */
import process from 'node:process'

const parent = Number(new URL(import.meta.url).searchParams.get('parent'))

if (process.channel && process.ppid === parent) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
