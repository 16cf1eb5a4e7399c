/**
 * Makes the data folder. It is made under another name and renamed when whole, so a folder with the real name is never
 * half-initialised, whenever this is killed.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Place } from './postgres-place.ts'
import { StartProblem } from './start-problem.ts'

export const DATABASE_USER = 'longcode'
const run = promisify(execFile)
const passwordFile = (folder: string) => join(folder, 'longcode.password')

/** Answers the password, which lies in the data folder: what it opens and what opens it are lost or kept together. */
export async function initialisePostgres(place: Place, version: string, throwaway: boolean): Promise<string> {
  if (existsSync(join(place.data, 'PG_VERSION'))) refuseOtherMajor(place.data, version)
  else await makeFolder(place, throwaway)
  return readFileSync(passwordFile(place.data), 'utf8').trim()
}

function refuseOtherMajor(data: string, version: string) {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version.split('.')[0] === found) return
  throw new StartProblem(
    `The data in ${data} is of PostgreSQL ${found} and this release brings ${version}: move the folder away, or set DATABASE_URL.`,
  )
}

async function makeFolder({ data, bin, owner }: Place, throwaway: boolean) {
  const fresh = `${data}.new`
  const secret = `${data}.password`
  rmSync(fresh, { recursive: true, force: true })
  rmSync(secret, { force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(secret, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  for (const path of owner ? [fresh, secret] : []) chownSync(path, owner?.uid ?? 0, owner?.gid ?? 0)
  // The built-in locale sorts the same on every system; the machine's own may not even exist.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const login = [`--username=${DATABASE_USER}`, `--pwfile=${secret}`, '--auth=scram-sha-256']
  const sync = throwaway ? ['--no-sync'] : []
  try {
    await run(join(bin, 'initdb'), [`--pgdata=${fresh}`, ...login, ...locale, ...sync], { cwd: '/', ...owner })
  } catch (error) {
    const lines = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split('\n')
    throw new StartProblem(`The database folder ${data} could not be made.`, lines.slice(-5))
  }
  renameSync(secret, passwordFile(fresh))
  renameSync(fresh, data)
}
