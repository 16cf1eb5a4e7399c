/** What this machine's PostgreSQL does at its simplest: one small row, one prepared statement, one commit. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connectAsOwner } from './stage/cluster.ts'

const run = promisify(execFile)
const TABLE = `create table if not exists single_rows
  (id bigint generated always as identity primary key, account integer not null, body text not null)`
const BODY = 'Your appointment is tomorrow at 9:30. Reply C to confirm.'

export type Inserts = {
  by: string
  run: (clients: number, seconds: number) => Promise<{ count: number; perSecond: number }>
}

export async function prepareInserts(databaseUrl: string): Promise<Inserts> {
  const owner = await connectAsOwner(databaseUrl)
  await owner.query(TABLE)
  await owner.end()
  const pgbench = findPgbench()
  if (pgbench === null)
    return { by: 'a loop of prepared inserts over pg (no pgbench here)', run: (...args) => loop(databaseUrl, ...args) }
  return { by: 'pgbench -M prepared', run: (...args) => bench(pgbench, databaseUrl, ...args) }
}

function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions]
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file)) ?? null
}

async function bench(pgbench: string, databaseUrl: string, clients: number, seconds: number) {
  const url = new URL(databaseUrl)
  const folder = mkdtempSync(join(tmpdir(), 'longcode-pgbench-'))
  const script = join(folder, 'insert.sql')
  writeFileSync(script, `insert into single_rows (account, body) values (:client_id, '${BODY}');\n`)
  const args = ['-n', '-M', 'prepared', '-c', clients, '-j', '2', '-T', seconds, '-f', script]
  const place = ['-h', url.hostname, '-p', url.port, '-U', url.username, url.pathname.slice(1)]
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) }
  try {
    const { stdout } = await run(pgbench, [...args, ...place].map(String), { env })
    const count = Number(/actually processed: (\d+)/.exec(stdout)?.[1])
    const perSecond = Number(/tps = ([\d.]+) \(without initial/.exec(stdout)?.[1])
    return { count, perSecond }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function loop(databaseUrl: string, clients: number, seconds: number) {
  const connections = await Promise.all(Array.from({ length: clients }, () => connectAsOwner(databaseUrl)))
  const statement = { name: 'insert', text: 'insert into single_rows (account, body) values ($1, $2)' }
  const startedAt = performance.now()
  let count = 0
  await Promise.all(
    connections.map(async (client, index) => {
      for (; performance.now() - startedAt < seconds * 1000; count++)
        await client.query({ ...statement, values: [index, BODY] })
    }),
  )
  const perSecond = (count * 1000) / (performance.now() - startedAt)
  for (const client of connections) await client.end()
  return { count, perSecond }
}
