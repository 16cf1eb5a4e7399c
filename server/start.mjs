/** `npm start`: installs what is missing, then hands over to Node 24 and `start/main.ts`. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, node24, nodeTooOld, root } from './install.mjs'

const tooOld = nodeTooOld()
if (tooOld) stop(tooOld)

console.log('\n  Longcode\n')
try {
  await install()
} catch (error) {
  stop(error instanceof Error ? error.message : String(error))
}
handOver()

/** As close to exec as Node comes: same terminal, same signals, same exit code. When this process dies, the channel closes and main.ts ends too. */
function handOver() {
  const main = spawn(node24, [join(root, 'server', 'start', 'main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => main.kill(signal))
  main.on('error', (error) => stop(`Node 24 could not be run: ${error.message}`))
  main.on('exit', (code) => process.exit(code ?? 1))
}

function stop(sentence) {
  console.error(`\n  ✗ ${sentence}\n`)
  process.exit(1)
}
