/** The sandbox's process: a carrier to develop and test against, never one to send through. */
import { env } from '#lib/env.ts'
import { SANDBOX_SYSTEM_ID, startSandbox } from '#server/carriers/sandbox/start-sandbox.ts'

const sandbox = await startSandbox(env.sandbox)
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
