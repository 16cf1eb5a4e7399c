/**
 * Who PostgreSQL runs as and where its files lie. It refuses to run as root, so root starts it as another user, who
 * must be able to walk to the binaries and to the data. From a checkout that only root may enter (/root, mode 700)
 * both move to /var/lib/longcode.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  statSync,
} from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Binaries } from './postgres-binaries.ts'
import { StartProblem } from './start-problem.ts'

export type Owner = { uid: number; gid: number }
export type Place = { data: string; bin: string; owner: Owner | null }

export async function choosePlace(dataDir: string, { home, version }: Binaries): Promise<Place> {
  mkdirSync(dataDir, { recursive: true })
  if (process.getuid?.() !== 0) return { data: join(dataDir, 'postgres'), bin: join(home, 'bin'), owner: null }

  chmodSync(dataDir, 0o711)
  const parent = isOpenToAll(dataDir) ? dataDir : await makeShared(hashOf(dataDir))
  const data = join(parent, 'postgres')
  const owner = ownerOf(data) ?? ownerOf(`${data}.new`) ?? findUser()
  const openHome = isOpenToAll(join(home, 'bin', 'postgres')) ? home : await copyHome(home, version, owner)
  return { data, bin: join(openHome, 'bin'), owner }
}

/** Can a user who is neither owner nor in the group walk all the way down? */
function isOpenToAll(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

async function makeShared(name: string): Promise<string> {
  const base = isWritable('/var/lib') ? '/var/lib' : tmpdir()
  const folder = join(base, 'longcode', name)
  mkdirSync(folder, { recursive: true })
  chmodSync(dirname(folder), 0o755)
  chmodSync(folder, 0o755)
  return folder
}

async function copyHome(home: string, version: string, owner: Owner): Promise<string> {
  const copy = join(await makeShared('postgresql'), `${version}-${owner.uid}`)
  if (existsSync(copy)) return copy
  // Copied beside, then renamed: a kill in the middle leaves no half server under the real name.
  const fresh = `${copy}.${process.pid}`
  cpSync(home, fresh, { recursive: true, verbatimSymlinks: true })
  for (const entry of await readdir(fresh, { recursive: true })) lchownSync(join(fresh, entry), owner.uid, owner.gid)
  chownSync(fresh, owner.uid, owner.gid)
  await rename(fresh, copy).catch(async () => rm(fresh, { recursive: true }))
  return copy
}

function ownerOf(path: string): Owner | null {
  if (!existsSync(path)) return null
  const { uid, gid } = statSync(path)
  return uid === 0 ? null : { uid, gid }
}

/** No user is added to the machine for this: its own `postgres`, else `nobody`, which every system has. */
function findUser(): Owner {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => idOf(flag, name))
    if (uid && gid) return { uid, gid }
  }
  throw new StartProblem('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.')
}

function idOf(flag: string, name: string): number | null {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return null
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const hashOf = (path: string) => createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)
