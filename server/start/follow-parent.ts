/** Preloaded into every Node part: when the start that spawned it is gone, killed even, the part stops in good order. */
import process from 'node:process'

if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
