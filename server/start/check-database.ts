import pg from 'pg'
import { StartProblem } from './start-problem.ts'

/** For a given DATABASE_URL: answers, or one sentence that never holds the password. */
export async function checkDatabase(databaseUrl: string) {
  const client = connect(databaseUrl)
  try {
    await client.connect()
  } catch (error) {
    throw new StartProblem(
      `The database of DATABASE_URL (${placeOf(databaseUrl)}) cannot be reached: ${reasonOf(error)}.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

function connect(connectionString: string): pg.Client {
  if (!/^postgres(ql)?:$/.test(URL.parse(connectionString)?.protocol ?? '')) {
    throw new StartProblem('DATABASE_URL is not an address of the form postgresql://user:password@host:5432/name.')
  }
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  return client
}

function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}

/** Node gathers the failures of several addresses under an error without words. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.message
}
