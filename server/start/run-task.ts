/** Runs a command to its end; its output is shown only when it fails. */
import { spawn } from 'node:child_process'
import { FOLLOW_PARENT } from './parts.ts'
import { StartProblem } from './start-problem.ts'

export type Task = {
  what: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  signal: AbortSignal
}

/** `args` are for Node itself. Answers what the command printed. */
export async function runTask({ what, args, cwd, env, signal }: Task): Promise<string> {
  signal.throwIfAborted()
  const child = spawn(process.execPath, [...FOLLOW_PARENT, ...args], {
    cwd,
    env,
    signal,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-20_000)
    })
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new StartProblem(`${what} failed.`, output.trimEnd().split('\n').slice(-30))
  return output
}
