/** What the machine says about a process. Everything that ends a process of an earlier start asks here first. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Process id and moment of birth together name one process for ever; the id alone is soon another's. Null when it is gone. */
export function birthOf(pid: number): string | null {
  try {
    if (process.platform !== 'linux') return ask(pid, 'lstart=')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return state === 'Z' ? null : `${boot}/${fields[18]}`
  } catch {
    return null
  }
}

export function commandOf(pid: number): string | null {
  try {
    if (process.platform !== 'linux') return ask(pid, 'command=')
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return null
  }
}

function ask(pid: number, field: string): string | null {
  return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
}
