/** One of the product's own processes, as `npm start` runs it, with a probe that counts its questions to the database. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '#server/start/settings.ts'

export type Part = { pid: number; roundTrips: () => Promise<number>; stop: () => Promise<void> }

const READY_WITHIN_MS = 20_000

export async function startPart(file: string, env: Record<string, string>, readyUrl: string): Promise<Part> {
  const preload = [join(root, 'server/start/follow-parent.ts'), join(import.meta.dirname, 'probe.ts')]
  const child = fork(join(root, file), [], {
    cwd: root,
    execArgv: [
      ...(process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []),
      ...preload.flatMap((module) => ['--import', module]),
    ],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await waitUntilReady(child, file, readyUrl)
  return {
    pid: child.pid ?? 0,
    roundTrips: async () => {
      const answer = once(child, 'message')
      child.send('round trips?')
      const [count] = await answer
      return Number(count)
    },
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function waitUntilReady(child: ChildProcess, file: string, url: string): Promise<void> {
  for (const startedAt = Date.now(); Date.now() - startedAt < READY_WITHIN_MS; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`${file} ended with code ${child.exitCode}`)
    const response = await fetch(url).catch(() => null)
    await response?.body?.cancel()
    if (response?.ok) return
  }
  throw new Error(`${file} was not ready within ${READY_WITHIN_MS} ms`)
}
