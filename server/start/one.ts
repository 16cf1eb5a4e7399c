/** `npm run start:api` and its siblings: one part alone, in the foreground, with the environment as it is. */
import { spawn } from 'node:child_process'
import { buildPortal } from './build-portal.ts'
import { generateClient } from './generate-client.ts'
import { commandOf, PART_NAMES } from './parts.ts'
import { readSettings, type Settings } from './settings.ts'
import { StartProblem } from './start-problem.ts'
import { sayOn } from './step.ts'

const name = PART_NAMES.find((part) => part === process.argv[2])
try {
  if (!name) throw new StartProblem(`Name one part: ${PART_NAMES.join(', ')}.`)
  const settings = readSettings([])
  const { signal } = new AbortController()
  // Progress goes to stderr: stdout is the part's log.
  const say = sayOn(process.stderr)
  await generateClient(settings.root, say, signal)
  if (name === 'portal') await buildPortal(settings.root, say, signal)
  runInForeground(settings, commandOf(name, settings))
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  console.error(`\n  ✗ ${error.message}`)
  for (const line of error.details) console.error(`      ${line}`)
  process.exit(1)
}

function runInForeground({ root, environment }: Settings, args: string[]) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: environment,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
