/**
 * One PostgreSQL for a whole test run, one database for each test file: cloned from a migrated template, dropped at the
 * end of the file.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'

export const TEMPLATE = 'longcode_template'

export type TestDatabase = { url: string; drop: () => Promise<void> }

/** Tests write and drop whatever they find. Nothing but a server on this machine may be found. */
export function assertLocalDatabase(databaseUrl: string) {
  const { hostname } = new URL(databaseUrl)
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new Error(`Tests run against a database on this machine only, not against ${hostname}.`)
  }
}

export async function createTestDatabase(adminUrl: string): Promise<TestDatabase> {
  assertLocalDatabase(adminUrl)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runAsOwner(adminUrl, `create database ${name} template ${TEMPLATE}`)
  const url = new URL(adminUrl)
  url.pathname = name
  return { url: url.href, drop: () => runAsOwner(adminUrl, `drop database if exists ${name} with (force)`) }
}

/** As the owner, past row-level security: for setting the stage and for looking behind it. */
export async function runAsOwner(databaseUrl: string, sql: string) {
  await queryAsOwner(databaseUrl, sql)
}

export async function queryAsOwner<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  assertLocalDatabase(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
