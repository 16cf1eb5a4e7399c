/** P12: an export as a whole job (read, written as lines, hashed, compressed, stored) against `COPY … TO STDOUT` of the same rows. */
import { newId } from '#lib/ids.ts'
import type { Report } from './report/report.ts'
import { measureExport } from './reports/export.ts'
import { type Cluster, connectAsOwner } from './stage/cluster.ts'

const ROWS = Number(process.env.BENCH_EXPORT_ROWS ?? 1_000_000)

export async function benchExports(cluster: Cluster): Promise<Report> {
  const databaseUrl = await cluster.createDatabase('bench_exports')
  const who = { accountId: newId(), personId: newId() }
  await makeOwner(databaseUrl, who)
  const told = await measureExport(databaseUrl, { ...who, rows: ROWS })
  return {
    name: 'p12',
    title: `P12: export of ${told.rows.toLocaleString('en-US')} rows ÷ COPY of the same rows`,
    rows: [
      { what: 'CSV rows/s ÷ COPY', unit: '', values: told.csv, must: 0.25, aim: 0.6 },
      { what: 'JSON Lines rows/s ÷ COPY', unit: '', values: told.jsonl, must: 0.25, aim: 0.6 },
      { what: 'memory growth', unit: 'MB', values: told.growthMb, most: 64 },
      { what: 'COPY', unit: 'rows/s', values: told.copyPerSecond },
      { what: 'CSV', unit: 'rows/s', values: told.csvPerSecond },
      { what: 'JSON Lines', unit: 'rows/s', values: told.jsonlPerSecond },
    ],
    counted: { 'CSV job': told.cpuMsPerThousand.map((value) => ({ 'CPU ms': value })) },
    notes: [],
  }
}

async function makeOwner(databaseUrl: string, { accountId, personId }: { accountId: string; personId: string }) {
  const owner = await connectAsOwner(databaseUrl)
  try {
    await owner.query(`insert into accounts (id, name, created_at) values ($1, 'Bench', now())`, [accountId])
    await owner.query(
      `insert into people (id, email, name, created_at) values ($1, 'reader@bench.example', 'Bench', now())`,
      [personId],
    )
    await owner.query(
      `insert into memberships (account_id, person_id, role, created_at) values ($1, $2, 'owner', now())`,
      [accountId, personId],
    )
  } finally {
    await owner.end()
  }
}
