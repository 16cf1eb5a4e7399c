/** The counted twin of a timed figure: what noise does not move. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Stage } from './stage.ts'

export type Counts = Record<string, number>

const TICK_MS = 10
/** Column numbers of /proc/<pid>/stat (proc(5)), counted after the command's closing bracket. */
const PARENT = 1
const OWN = [11, 12]
const ENDED_CHILDREN = [13, 14]

/** Everything so far; two of them make a difference. */
export async function readCounts(stage: Stage): Promise<Counts> {
  const { rows } = await stage.owner.query(
    `select pg_current_wal_insert_lsn() - '0/0' as wal, (select sum(n_tup_ins + n_tup_upd) from pg_stat_user_tables) as rows,
       (select xact_commit from pg_stat_database where datname = current_database()) as commits`,
  )
  const counts: Counts = {
    'WAL kB': Number(rows[0]?.wal) / 1024,
    rows: Number(rows[0]?.rows),
    commits: Number(rows[0]?.commits),
    'postgres CPU ms': cpuOfPostgres(stage.postmaster),
  }
  for (const [name, part] of stage.parts) {
    counts[`${name} CPU ms`] = cpuOf(part.pid, OWN)
    if (name !== 'sandbox') counts[`${name} round trips`] = await part.roundTrips()
  }
  return counts
}

/** What happened in between, for each thousand of `items`. */
export function perThousand(before: Counts, after: Counts, items: number): Counts {
  const names = Object.keys(after)
  return Object.fromEntries(names.map((name) => [name, (((after[name] ?? 0) - (before[name] ?? 0)) * 1000) / items]))
}

/** The postmaster, its living backends, and those that have ended. */
function cpuOfPostgres(postmaster: number): number {
  const backends = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.[PARENT] === postmaster)
  const living = backends.reduce((total, pid) => total + cpuOf(Number(pid), OWN), 0)
  return living + cpuOf(postmaster, [...OWN, ...ENDED_CHILDREN])
}

function cpuOf(pid: number, columns: readonly number[]): number {
  const stat = statOf(String(pid)) ?? []
  return columns.reduce((total, column) => total + (stat[column] ?? 0) * TICK_MS, 0)
}

function statOf(pid: string): number[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number)
  } catch {
    return null // it has ended, or this is no Linux
  }
}
