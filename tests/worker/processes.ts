/** The product's own processes against this file's database, to be killed, paused and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { env } from '#lib/env.ts'
import type { Entry } from '#server/carriers/sandbox/witness.ts'
import { root } from '#server/start/settings.ts'
import { findLeaks } from '#tests/support/find-leaks.ts'
import { freePorts, makeThrowawayFolder } from '#tests/support/throwaway.ts'
import { readCarrierLog } from '#tests/support/witnesses-read.ts'

export type Process = {
  start: () => Promise<void>
  /** Resolves when it has ended. */
  kill: (signal?: 'SIGKILL' | 'SIGTERM') => Promise<number | null>
  pause: () => void
  goOn: () => void
}

export type Road = {
  apiUrl: string
  api: Process
  worker: Process
  secondWorker: Process
  sandbox: Process
  carrierLog: () => Entry[]
  /** A phone writes to us. The carrier keeps it until we take it. */
  originate: (message: { from: string; to: string; body: string }) => Promise<void>
  /** Resolves when this many workers can receive. */
  bound: (count: number) => Promise<void>
  /** Processes that ended although nobody asked them to, with their last words. */
  accidents: string[]
}

/** Nothing is started yet; everything ends with the test. */
export async function layRoad(variables: Record<string, string> = {}): Promise<Road> {
  const folder = makeThrowawayFolder('road')
  const [apiPort = 0, workerPort = 0, secondPort = 0, smppPort = 0, controlPort = 0] = await freePorts(5)
  const carrierFile = join(folder.path, 'carrier.jsonl')
  const apiUrl = `http://127.0.0.1:${apiPort}`
  const controlUrl = `http://127.0.0.1:${controlPort}`
  const accidents: string[] = []
  const base: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    LONGCODE_ENV: 'test',
    DATABASE_URL: env.database.url,
    DATABASE_POOL: '8',
    AUTH_SECRET: env.auth.secret,
    // Searched at the end for what they must not hold: they should hold all they can.
    LOG_LEVEL: 'debug',
    API_PORT: String(apiPort),
    API_URL: apiUrl,
    SANDBOX_SMPP_PORT: String(smppPort),
    SANDBOX_CONTROL_PORT: String(controlPort),
    SANDBOX_LOG: carrierFile,
    ...variables,
  }
  const make = (name: string, part: string, readyPort: number) =>
    makeProcess({
      script: join(root, 'server', part, 'main.ts'),
      variables: { ...base, WORKER_PORT: String(readyPort) },
      readyUrl: `http://127.0.0.1:${readyPort}/readyz`,
      output: join(folder.path, `${name}.log`),
      onAccident: (words) => accidents.push(`${name}: ${words}`),
    })
  const api = make('api', 'api', apiPort)
  const worker = make('worker', 'worker', workerPort)
  const secondWorker = make('second worker', 'worker', secondPort)
  const sandbox = make('sandbox', 'sandbox', controlPort)
  onTestFinished(async () => {
    await Promise.all([api, worker, secondWorker, sandbox].map((one) => one.kill()))
    const { leaks } = await findLeaks(folder.path, env.database.url)
    folder.remove()
    expect(leaks).toEqual([])
  })
  return {
    apiUrl,
    api,
    worker,
    secondWorker,
    sandbox,
    carrierLog: () => readCarrierLog(carrierFile),
    originate: async (message) => {
      const response = await fetch(`${controlUrl}/receive`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
      })
      await response.body?.cancel()
    },
    bound: (count) => {
      const read = async () => ((await (await fetch(`${controlUrl}/readyz`)).json()) as { bound: number }).bound
      return expect.poll(read, { timeout: 20_000, interval: 50 }).toBe(count)
    },
    accidents,
  }
}

type ProcessOptions = {
  script: string
  variables: NodeJS.ProcessEnv
  readyUrl: string
  output: string
  onAccident: (words: string) => void
}

function makeProcess({ script, variables, readyUrl, output, onAccident }: ProcessOptions): Process {
  let child: ChildProcess | null = null
  const isReady = async () => (await fetch(readyUrl)).status
  return {
    async start() {
      const log = openSync(output, 'a')
      // The channel ends it when this test's process is gone, killed even.
      const one = spawn(process.execPath, ['--import', join(root, 'server', 'start', 'follow-parent.ts'), script], {
        cwd: root,
        env: variables,
        stdio: ['ignore', log, log, 'ipc'],
      })
      child = one
      one.once('exit', (code, signal) => {
        if (child !== one) return
        child = null
        onAccident(`ended by itself (${code ?? signal}): ${readFileSync(output, 'utf8').slice(-1_500)}`)
      })
      await expect.poll(isReady, { timeout: 20_000, interval: 50 }).toBe(200)
    },
    async kill(signal = 'SIGKILL') {
      const one = child
      child = null
      if (one === null) return null
      const ended = once(one, 'exit')
      one.kill('SIGCONT')
      one.kill(signal)
      const [code] = await ended
      return code
    },
    pause: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
  }
}
