/** The sandbox's process: a carrier to develop against and for test keys, never one that reaches a phone. */
import { env } from '#lib/env.ts'
import { SANDBOX_SYSTEM_ID, startSandbox } from '#server/carriers/sandbox/start-sandbox.ts'

// In production its door says that it is there and nothing else: texts of test messages are nobody's to read, and a request that
// got this far from outside must not become a message.
const sandbox = await startSandbox({ ...env.sandbox, doorIsOpen: env.mode !== 'production' })
console.log(
  `sandbox: SMPP on 127.0.0.1:${sandbox.smppPort} for ${SANDBOX_SYSTEM_ID}, control on http://127.0.0.1:${sandbox.controlPort}`,
)

let isStopping = false
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await sandbox.close()
  process.exit(0)
}

process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
