/** P12 of quality.md: rows a second of an export against `COPY … TO STDOUT` of the same rows, and what memory it takes. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fillMessages } from '#tests/support/fill-messages.ts'
import { playRounds } from '../rounds.ts'
import { connectAsOwner } from '../stage/cluster.ts'
import { copyOut } from './copy-out.ts'
import type { Exported } from './export-process.ts'

export type ExportMeasure = {
  rows: number
  /** Of each round: rows/s of the export ÷ rows/s of the COPY. Must 0.25, aim 0.6. */
  csv: number[]
  jsonl: number[]
  copyPerSecond: number[]
  csvPerSecond: number[]
  jsonlPerSecond: number[]
  /** Most resident memory while it is written, less that before it, in MB: most 64. */
  growthMb: number[]
  /** Of the exporting process, the counted twin: CPU ms for 1,000 rows. */
  cpuMsPerThousand: number[]
}

/** The columns that an export usually has, as they are stored. */
const COPY = `copy (select accepted_at, direction, status, from_e164, to_e164, body, parts, price_nanos, error_code, tag, id
  from messages where account_id = '%' order by id) to stdout (format csv)`

/**
 * All messages of an account; with `rows`, that many are put there first. A whole job: read, written as lines, hashed, compressed, stored.
 */
export async function measureExport(
  databaseUrl: string,
  { accountId, personId, from, rows }: { accountId: string; personId: string; from?: string; rows?: number },
): Promise<ExportMeasure> {
  const owner = await connectAsOwner(databaseUrl)
  try {
    if (rows !== undefined) await fillMessages(owner, accountId, { rows, from: from ?? '+12065550100' })
    const counted = await owner.query('select count(*)::int as n from messages where account_id = $1', [accountId])
    const total: number = counted.rows[0].n
    const copy = async (): Promise<Exported> => {
      const start = performance.now()
      const bytes = await copyOut(owner, COPY.replace('%', accountId))
      return { rows: total, seconds: (performance.now() - start) / 1000, bytes, growthMb: 0, cpuMsPerThousand: 0 }
    }
    const job = async (format: 'csv' | 'jsonl') => {
      const done = await exportInProcess(databaseUrl, [accountId, personId, format])
      // What it stored is of no use, and a disk is not endless.
      await owner.query('delete from export_chunks where account_id = $1', [accountId])
      return done
    }
    const arms = await playRounds('export P12', { copy, csv: () => job('csv'), jsonl: () => job('jsonl') })
    const speed = (of: Exported[]) => of.map((one) => one.rows / one.seconds)
    const copyPerSecond = speed(arms.copy)
    const over = (of: number[]) => of.map((one, round) => one / (copyPerSecond[round] ?? Number.NaN))
    const [csvPerSecond, jsonlPerSecond] = [speed(arms.csv), speed(arms.jsonl)]
    return {
      rows: total,
      csv: over(csvPerSecond),
      jsonl: over(jsonlPerSecond),
      copyPerSecond,
      csvPerSecond,
      jsonlPerSecond,
      growthMb: [...arms.csv, ...arms.jsonl].map((one) => one.growthMb),
      cpuMsPerThousand: arms.csv.map((one) => one.cpuMsPerThousand),
    }
  } finally {
    await owner.end()
  }
}

async function exportInProcess(databaseUrl: string, args: string[]): Promise<Exported> {
  const child = fork(join(import.meta.dirname, 'export-process.ts'), args, {
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      LONGCODE_ENV: 'local',
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a-secret-of-the-benchmark-and-of-nothing-else',
    },
  })
  let told: Exported | null = null
  child.on('message', (message) => {
    told = message as Exported
  })
  const [code] = await once(child, 'close')
  if (!told) throw new Error(`the export ended with code ${code} and told nothing`)
  return told
}
