/** The sandbox with every answer held back: a carrier that is far away. */
import { env } from '#lib/env.ts'
import { startSandbox } from '#server/carriers/sandbox/start-sandbox.ts'

const sandbox = await startSandbox({ ...env.sandbox, responseDelayMs: Number(process.env.BENCH_ANSWER_MS) })
process.on('SIGTERM', () => void sandbox.close().then(() => process.exit(0)))
