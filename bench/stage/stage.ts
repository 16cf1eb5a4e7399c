/** What one benchmark plays on: a database with its fixtures, and those of the product's processes that it needs. */
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { buildPortal } from '#server/start/build-portal.ts'
import { root } from '#server/start/settings.ts'
import { silent } from '#server/start/step.ts'
import { freePorts } from '#tests/support/throwaway.ts'
import { type Cluster, connectAsOwner } from './cluster.ts'
import { createSenders, type Sender, setPace } from './fixtures.ts'
import { type Part, startPart } from './part.ts'

export const STAGE_SECRET = 'a-secret-of-the-benchmark-and-of-nothing-else'
const SETTLED_WITHIN_MS = 60_000

export type StageOptions = {
  name: string
  accounts: number
  parts: readonly ('api' | 'worker' | 'sandbox' | 'portal')[]
  /** How long the carrier takes to answer. */
  answerMs?: number
}

export type Stage = {
  databaseUrl: string
  owner: pg.Client
  postmaster: number
  apiPort: number
  portalPort: number
  senders: Sender[]
  parts: ReadonlyMap<string, Part>
  /** The sandbox's log file: one line a submission. */
  witness: string
  /** Resolves when every message has found its end, or its answer, and what it leaves behind has been told. */
  settled: () => Promise<void>
  stop: () => Promise<void>
}

export async function openStage(cluster: Cluster, options: StageOptions): Promise<Stage> {
  const { name, answerMs } = options
  const databaseUrl = await cluster.createDatabase(`bench_${name}`)
  const owner = await connectAsOwner(databaseUrl)
  const senders = await createSenders(owner, options.accounts)
  await setPace(owner, { window: 1_000, ratePerSecond: 20_000 })
  const witness = join(tmpdir(), `longcode-bench-${process.pid}-${name}.jsonl`)
  const [api = 0, worker = 0, smpp = 0, control = 0, portal = 0] = await freePorts(5)
  const env = {
    NODE_ENV: 'production',
    LONGCODE_ENV: 'local',
    LOG_LEVEL: 'error',
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: STAGE_SECRET,
    PORTAL_PORT: String(portal),
    PORTAL_URL: `http://localhost:${portal}`,
    API_PORT: String(api),
    WORKER_PORT: String(worker),
    SANDBOX_SMPP_PORT: String(smpp),
    SANDBOX_CONTROL_PORT: String(control),
    SANDBOX_LOG: witness,
    ...(answerMs === undefined ? {} : { BENCH_ANSWER_MS: String(answerMs) }),
  }
  const files = {
    sandbox: { file: answerMs === undefined ? 'server/sandbox/main.ts' : 'bench/stage/carrier.ts', port: control },
    api: { file: 'server/api/main.ts', port: api },
    worker: { file: 'server/worker/main.ts', port: worker },
    portal: { file: 'server/portal/main.ts', port: portal },
  } as const
  const parts = new Map<string, Part>()
  const stop = async () => {
    for (const part of [...parts.values()].toReversed()) await part.stop()
    await owner.end()
    rmSync(witness, { force: true })
  }
  try {
    if (options.parts.includes('portal')) await buildPortal(root, silent, new AbortController().signal)
    for (const part of ['sandbox', 'api', 'worker', 'portal'] as const) {
      if (!options.parts.includes(part)) continue
      const { file, port } = files[part]
      const ready = part === 'portal' ? 'sign-in' : 'readyz'
      parts.set(part, await startPart(file, env, `http://127.0.0.1:${port}/${ready}`))
    }
  } catch (fault) {
    await stop()
    throw fault
  }
  const settled = () => waitUntilSettled(owner)
  const ports = { apiPort: api, portalPort: portal }
  return { databaseUrl, owner, postmaster: cluster.postmaster(), ...ports, senders, parts, witness, settled, stop }
}

async function waitUntilSettled(owner: pg.Client): Promise<void> {
  for (const since = Date.now(); Date.now() - since < SETTLED_WITHIN_MS; await sleep(100)) {
    const { rows } = await owner.query(
      `select from messages where due_at is not null union all select from carrier_inbox where due_at is not null limit 1`,
    )
    if (rows.length === 0) return
  }
  throw new Error('messages were left unfinished')
}

/** When the carrier took each message, in milliseconds, in order. */
export function readSubmissions(witness: string): number[] {
  const lines = readFileSync(witness, 'utf8').split('\n')
  return lines.flatMap((line) => (line.startsWith('{"event":"submit"') ? [Date.parse(JSON.parse(line).at)] : []))
}
