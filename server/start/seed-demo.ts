/**
 * The demo account, once: when the database has no account at all. `.data/demo.json` keeps how to sign in, and before
 * that it says that seeding has begun, so that a killed seed is noticed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { DemoSignIn } from '#prisma/seed/main.ts'
import { runTask } from './run-task.ts'
import { StartProblem } from './start-problem.ts'
import type { Say } from './step.ts'

type DemoFile = { database: string; state: 'seeding' } | { database: string; state: 'seeded'; demo: DemoSignIn }

export type Seeding = {
  root: string
  dataDir: string
  databaseUrl: string
  env: NodeJS.ProcessEnv
  say: Say
  signal: AbortSignal
}

const fileOf = (dataDir: string) => join(dataDir, 'demo.json')
/** Without the password, which a new data folder changes. */
const identityOf = (databaseUrl: string) => `${new URL(databaseUrl).host}${new URL(databaseUrl).pathname}`

export function wasSeedCutShort(dataDir: string, databaseUrl: string): boolean {
  const file = readDemoFile(dataDir)
  return file?.state === 'seeding' && file.database === identityOf(databaseUrl)
}

/** Answers how to sign in, or null when the accounts in the database are not ours to know. */
export async function seedDemo({ root, dataDir, databaseUrl, env, say, signal }: Seeding): Promise<DemoSignIn | null> {
  const database = identityOf(databaseUrl)
  if (await hasAccounts(databaseUrl)) return readDemo(dataDir, database)
  return say.step('seeding the demo account', 'demo account seeded', async () => {
    writeDemoFile(dataDir, { database, state: 'seeding' })
    const output = await runTask({
      what: 'seeding the demo account',
      args: [join(root, 'server', 'start', 'print-seed.ts')],
      cwd: root,
      env,
      signal,
    })
    const demo = readAnswer(output)
    writeDemoFile(dataDir, { database, state: 'seeded', demo })
    return demo
  })
}

function readAnswer(output: string): DemoSignIn {
  const line = output.split('\n').find((text) => text.startsWith('{"email"'))
  if (!line) throw new StartProblem('The seed did not say how to sign in.')
  return JSON.parse(line)
}

async function hasAccounts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query('select exists (select from accounts) as found')
    return rows[0].found
  } finally {
    await client.end()
  }
}

function readDemo(dataDir: string, database: string): DemoSignIn | null {
  const file = readDemoFile(dataDir)
  return file?.state === 'seeded' && file.database === database ? file.demo : null
}

function readDemoFile(dataDir: string): DemoFile | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8'))
  } catch {
    return null
  }
}

function writeDemoFile(dataDir: string, file: DemoFile) {
  writeFileSync(fileOf(dataDir), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 })
}
