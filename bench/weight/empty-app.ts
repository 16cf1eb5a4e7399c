/** A Next app that shows one word, built and served by the same Next: the floor that the portal's weight is measured against. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '#server/start/settings.ts'
import { freePorts } from '#tests/support/throwaway.ts'

/** Inside the checkout, since it finds Next by the folders above it. */
const FOLDER = join(root, '.data', 'bench-empty-app')
const NEXT = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
const READY_WITHIN_MS = 20_000

const FILES = {
  'package.json': '{ "name": "empty", "private": true, "type": "module" }',
  'next.config.js': `export default { agentRules: false, turbopack: { root: ${JSON.stringify(root)} } }`,
  'app/layout.js':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }',
  'app/page.js': 'export default function Page() { return <p>Empty</p> }',
}

export async function serveEmptyApp(): Promise<{ url: string; stop: () => Promise<void> }> {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(join(FOLDER, 'app'), { recursive: true })
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(FOLDER, name), text)
  const [code] = await once(run('build'), 'exit')
  if (code !== 0) throw new Error(`the empty app could not be built (code ${code})`)
  const [port = 0] = await freePorts(1)
  const server = run('start', '--port', String(port))
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
    rmSync(FOLDER, { recursive: true, force: true })
  }
  for (const startedAt = Date.now(); Date.now() - startedAt < READY_WITHIN_MS; await sleep(100)) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return { url, stop }
  }
  await stop()
  throw new Error('the empty app did not start')
}

function run(...args: string[]): ChildProcess {
  return spawn(process.execPath, [NEXT, ...args], {
    cwd: FOLDER,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
