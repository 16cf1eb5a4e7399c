/**
 * `.data/run.json`: who runs in this checkout, so that a start after a kill can end what the killed one left behind.
 * A process is ended only if it was born at the very moment that was written down.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { birthOf } from './process-facts.ts'
import { StartProblem } from './start-problem.ts'

type Born = { name: string; pid: number; birth: string | null }

const fileOf = (dataDir: string) => join(dataDir, 'run.json')

export function rememberProcesses(dataDir: string, parts: { name: string; pid: number | undefined }[]) {
  const all = [{ name: 'start', pid: process.pid }, ...parts]
  const born: Born[] = all.flatMap(({ name, pid }) => (pid ? [{ name, pid, birth: birthOf(pid) }] : []))
  writeFileSync(fileOf(dataDir), `${JSON.stringify(born, null, 2)}\n`)
}

export function forgetProcesses(dataDir: string) {
  rmSync(fileOf(dataDir), { force: true })
}

/** Refuses while the earlier start is alive; ends what a dead one left. Answers the names of what it ended. */
export async function endLeftovers(dataDir: string): Promise<string[]> {
  const alive = readRunFile(dataDir).filter(({ pid, birth }) => birth !== null && birthOf(pid) === birth)
  const start = alive.find(({ name, pid }) => name === 'start' && pid !== process.pid)
  if (start) {
    throw new StartProblem(
      `Longcode already runs from this folder (process ${start.pid}). Stop it there with Ctrl-C first.`,
    )
  }
  await Promise.all(alive.map(end))
  return alive.map(({ name }) => name)
}

function readRunFile(dataDir: string): Born[] {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8'))
  } catch {
    return []
  }
}

async function end({ name, pid, birth }: Born) {
  // PostgreSQL takes SIGINT as "disconnect everybody and stop"; the others finish what they accepted on SIGTERM.
  signal(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM')
  for (let waitedMs = 0; waitedMs < 8_000; waitedMs += 50) {
    if (birthOf(pid) !== birth) return
    await sleep(50)
  }
  signal(pid, name === 'postgres' ? 'SIGQUIT' : 'SIGKILL')
  await sleep(500)
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in between.
  }
}
