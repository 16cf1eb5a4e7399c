/** A whole throwaway product: its own PostgreSQL, data folder and ports, the same processes that `npm start` runs. */

import type { DemoSignIn } from '#prisma/seed/main.ts'
import type { PartName } from '#server/start/parts.ts'
import { given, root, type Settings } from '#server/start/settings.ts'
import { createStack } from '#server/start/stack.ts'
import { type Say, silent } from '#server/start/step.ts'
import { freePorts, makeThrowawayFolder } from './throwaway.ts'

export type StackOptions = {
  demo?: boolean
  say?: Say
  /** Variables for the parts, such as SANDBOX_LOG. */
  environment?: Record<string, string>
}

export type TestStack = {
  portalUrl: string
  apiUrl: string
  workerUrl: string
  smppPort: number
  controlUrl: string
  databaseUrl: string
  dataDir: string
  demo: DemoSignIn | null
  /** Of the process that runs now: a killed part is started again under another id. */
  pidOf: (name: PartName | 'postgres') => number | undefined
  kill: (name: PartName | 'postgres') => void
  stopPart: (name: PartName | 'postgres') => Promise<void>
  startPart: (name: PartName | 'postgres') => Promise<void>
  stop: () => Promise<void>
}

export async function startStack({
  demo = true,
  say = silent,
  environment = {},
}: StackOptions = {}): Promise<TestStack> {
  const folder = makeThrowawayFolder('stack')
  const settings = await throwawaySettings(folder.path, demo, environment)
  const stack = createStack(settings, say)
  const stop = async () => {
    await stack.stop()
    folder.remove()
  }
  const started = await stack.start().catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const part = (name: PartName | 'postgres') => {
    const found = started.parts.get(name)
    if (!found) throw new Error(`This stack has no ${name}.`)
    return found
  }
  const { ports } = settings
  return {
    portalUrl: settings.portalUrl,
    apiUrl: settings.apiUrl,
    workerUrl: `http://127.0.0.1:${ports.worker}`,
    smppPort: ports.smpp,
    controlUrl: `http://127.0.0.1:${ports.control}`,
    databaseUrl: started.databaseUrl,
    dataDir: folder.path,
    demo: started.demo,
    pidOf: (name) => part(name).pid(),
    kill: (name) => part(name).signal('SIGKILL'),
    stopPart: (name) => part(name).stop(),
    startPart: (name) => part(name).start(),
    stop,
  }
}

async function throwawaySettings(
  dataDir: string,
  demo: boolean,
  environment: Record<string, string>,
): Promise<Settings> {
  const [portal = 0, api = 0, worker = 0, smpp = 0, control = 0, postgres = 0] = await freePorts(6)
  return {
    root,
    dataDir,
    mode: 'local',
    reload: false,
    demo,
    databaseUrl: null,
    authSecret: null,
    throwaway: true,
    ports: { portal, api, worker, smpp, control, postgres },
    portalUrl: `http://localhost:${portal}`,
    apiUrl: `http://localhost:${api}`,
    mailbox: !environment.SMTP_URL,
    // The fiction of every area code and some more: enough to search and buy in, and quickly there.
    environment: { DEMO_STOCK: '60000', ...given, ...environment },
  }
}
