/** `npm start`, after the installation: brings everything up, says where it is, and takes it down again. */
import { readSettings, type Settings } from './settings.ts'
import { createStack } from './stack.ts'
import { StartProblem } from './start-problem.ts'
import { sayOn } from './step.ts'
import { summary } from './summary.ts'

/** One Ctrl-C can arrive three times: from the terminal, from npm and from start.mjs. */
const SAME_KEYPRESS_MS = 600

const say = sayOn(process.stdout)
// The reader of our output may leave (`npm start | head`); what was started must still be stopped in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
const startedAt = performance.now()

try {
  await run(readSettings(process.argv.slice(2)))
} catch (error) {
  fail(error)
}

async function run(settings: Settings) {
  const stack = createStack(settings, say)
  let stoppingSince: number | null = null

  const stopAll = async () => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince < SAME_KEYPRESS_MS) return
      stack.kill()
      process.exit(1)
    }
    stoppingSince = Date.now()
    say.line('')
    await say.step('stopping', 'everything stopped', stack.stop)
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll())
  if (process.channel) {
    process.on('disconnect', () => void stopAll())
    process.channel.unref()
  }

  try {
    const { demo } = await stack.start()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    if (stoppingSince === null) say.line(summary(settings, demo, seconds))
  } catch (error) {
    if (stoppingSince !== null) return
    stoppingSince = Date.now()
    await stack.stop()
    fail(error)
  }
}

function fail(error: unknown): never {
  const known = error instanceof StartProblem
  const details = known ? error.details : [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  console.error(`\n  ✗ ${known ? error.message : 'Longcode could not be started.'}`)
  for (const line of details) console.error(`      ${line}`)
  console.error('')
  process.exit(1)
}
