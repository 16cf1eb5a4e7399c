/** One process of the stack: its own process group, so that Ctrl-C reaches it only through us and in our order. */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, statSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

export type Part = {
  name: string
  command: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  owner: { uid: number; gid: number } | null
  /** Null: straight to the terminal. */
  logFile: string | null
  stopSignal: NodeJS.Signals
  /** A Node process holds a channel to us and ends by itself when we are gone (`follow-parent.ts`). */
  channel: boolean
  isReady: () => Promise<boolean>
}

export type Ending = { how: string; lastLines: string[] }
export type Spawned = { pid: number | undefined; ended: Promise<Ending>; signal: (name: NodeJS.Signals) => void }

const MAX_LOG_BYTES = 20_000_000

export function spawnPart(part: Part): Spawned {
  const child = spawn(part.command, part.args, {
    cwd: part.cwd,
    env: part.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(part.channel ? (['ipc'] as const) : [])],
    ...part.owner,
  })
  const lastLines: string[] = []
  if (child.stderr) {
    createInterface(child.stderr).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > 8) lastLines.shift()
    })
  }
  const log = part.logFile ? openLog(part.logFile) : null
  child.stdout?.pipe(log ?? process.stdout, { end: false })
  child.stderr?.pipe(log ?? process.stderr, { end: false })

  const ended = new Promise<Ending>((resolve) => {
    const finish = (how: string) => {
      log?.end()
      resolve({ how, lastLines })
    }
    child.on('error', (error) => finish(error.message))
    child.on('exit', (code, signal) => setImmediate(finish, signal ? `by ${signal}` : `with code ${code}`))
  })
  return { pid: child.pid, ended, signal: (name) => signalGroup(child.pid, name) }
}

/** SIGKILL goes to everything the part has started too; any other signal is the part's own affair. */
function signalGroup(pid: number | undefined, name: NodeJS.Signals) {
  if (!pid) return
  try {
    process.kill(name === 'SIGKILL' ? -pid : pid, name)
  } catch {
    // It has already ended.
  }
}

function openLog(file: string) {
  mkdirSync(dirname(file), { recursive: true })
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) truncateSync(file)
  return createWriteStream(file, { flags: 'a' })
}
