/** What runs: each part with its command and the address that tells it is ready. */
import { join } from 'node:path'
import type { Settings } from './settings.ts'
import type { Part } from './spawn-part.ts'

export type PartName = 'portal' | 'api' | 'worker' | 'sandbox'
export const PART_NAMES: readonly PartName[] = ['portal', 'api', 'worker', 'sandbox']

/** Makes a Node process end when the start that spawned it is gone. */
export const FOLLOW_PARENT = ['--import', new URL(`follow-parent.ts?parent=${process.pid}`, import.meta.url).href]

/** `env` has what `lib/env.ts` reads. */
export function partOf(name: PartName, settings: Settings, env: NodeJS.ProcessEnv): Part {
  const readyUrl = {
    portal: `http://127.0.0.1:${settings.ports.portal}/sign-in`,
    api: `http://127.0.0.1:${settings.ports.api}/readyz`,
    worker: `http://127.0.0.1:${settings.ports.worker}/readyz`,
    sandbox: `http://127.0.0.1:${settings.ports.control}/readyz`,
  }[name]
  return {
    name,
    command: process.execPath,
    args: commandOf(name, settings),
    cwd: settings.root,
    env,
    owner: null,
    logFile: settings.mode === 'production' ? null : join(settings.dataDir, 'logs', `${name}.log`),
    stopSignal: 'SIGTERM',
    channel: true,
    isReady: () => answers(readyUrl),
  }
}

/** What Node is given to run a part. */
export function commandOf(name: PartName, { root, reload, ports }: Settings): string[] {
  if (name === 'portal' && reload) {
    const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
    return [...FOLLOW_PARENT, next, 'dev', '-p', String(ports.portal), '-H', '127.0.0.1']
  }
  const watch = reload ? ['--watch', '--watch-preserve-output'] : []
  return [...watch, ...FOLLOW_PARENT, join(root, 'server', name, 'main.ts')]
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}
