/** Works one export off, from the claim to the mail. */
import { openMember } from '#domain/access/open-member.ts'
import { may } from '#domain/access/permissions.ts'
import { emailOf } from '#domain/access/person-email.ts'
import type { Scope } from '#domain/access/scope.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { isPassing, query, type Tx, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { type ClaimedExport, claimExport } from './claim-export.ts'
import { failedExportLetter, readyExportLetter } from './export-letters.ts'
import { KEPT_DAYS } from './export-rows.ts'
import { ExportLost, type Progress, resumeParts, storeProgress, writeExport } from './export-store.ts'
import { columnsFor } from './read-lines.ts'
import { type PartLimits, USUAL_PARTS, writeParts } from './write-parts.ts'

/** All that an account keeps at one time; about 30 million messages. */
const MOST_KEPT_BYTES = 2 * 1024 ** 3
const BEAT_MS = 5_000
/** Workers that may die over one export before it is given up. */
const MOST_TRIES = 10

const GONE = 'Whoever asked for it is not on the account any more.'
const MAY_NOT = 'Whoever asked for it may not read messages any more.'
const OURS = 'Longcode failed to write it because of a fault on its side. Ask for it again.'

/** Returns whether there was one. `signal`: this worker ends; another goes on behind the last finished part. */
export async function runExport(signal: AbortSignal, limits: Partial<PartLimits> = {}): Promise<boolean> {
  const job = await claimExport()
  if (!job) return false
  const { accountId, id, epoch } = job
  try {
    // Workers that it took with them could not say so.
    if (epoch > MOST_TRIES) {
      await fail(job, OURS)
      return true
    }
    const scope = await openMember(accountId, job.askedBy, job.origin)
    if (!scope) await end(job, { state: 'failed', problem: GONE }, null)
    else if (!may(scope, 'messages.read')) await end(job, { state: 'failed', problem: MAY_NOT }, scope)
    else await write(job, scope, signal, { ...USUAL_PARTS, ...limits })
  } catch (fault) {
    if (fault instanceof ExportLost) return true
    if (fault instanceof Refusal) await fail(job, fault.message)
    else if (signal.aborted) await giveBack(job)
    else {
      log.warn(
        { exportId: id, epoch, fault: fault instanceof Error ? fault.message : String(fault) },
        'an export broke off',
      )
      // What may pass is tried again when the lease is over.
      if (!isPassing(fault) || epoch >= MOST_TRIES) await fail(job, OURS)
    }
  }
  return true
}

async function write(claimed: ClaimedExport, scope: Scope, signal: AbortSignal, limits: PartLimits): Promise<void> {
  const columns = columnsFor(scope, claimed.columns)
  // A right that was lost since the first parts were written: they hold what is not to be seen any more.
  const startOver = columns.length < claimed.columns.length
  const job = { ...claimed, columns }
  const done = await resumeParts(job, startOver)
  const sum = (of: (part: (typeof done)[number]) => number) => done.reduce((total, part) => total + of(part), 0)
  const progress: Progress = {
    rows: sum((part) => part.rows),
    contentBytes: sum((part) => part.contentBytes),
    storedBytes: sum((part) => part.storedBytes),
    position: done.at(-1)?.lastId ?? null,
    firstAt: null,
  }
  const hasContent = columns.includes('content') || job.filter.text !== ''
  const mostBytes = await writeExport(job, async (tx, key) => {
    await tx.query('update exports set columns = $3, has_content = $4 where account_id = $1 and id = $2', [
      ...key,
      columns,
      hasContent,
    ])
    return MOST_KEPT_BYTES - (await keptBeside(tx, key))
  })
  const lost = new AbortController()
  const beat = setInterval(() => {
    storeProgress(job, progress).catch((fault: unknown) => fault instanceof ExportLost && lost.abort(fault))
  }, BEAT_MS)
  try {
    const ends = AbortSignal.any([signal, lost.signal])
    const sha256 = await writeParts(scope, job, done, { progress, signal: ends, mostBytes, ...limits })
    await end(job, { state: 'done', problem: null, sha256, rows: progress.rows }, scope)
  } finally {
    clearInterval(beat)
  }
}

async function keptBeside(tx: Tx, key: [string, string]): Promise<number> {
  const [kept] = await tx.query<{ bytes: string }>(
    `select coalesce(sum(stored_bytes), 0)::text as bytes from exports
     where account_id = $1 and id <> $2 and not is_swept and state <> 'waiting'`,
    key,
  )
  return Number(kept?.bytes ?? 0)
}

async function fail(job: ClaimedExport, problem: string): Promise<void> {
  const scope = await openMember(job.accountId, job.askedBy, job.origin)
  await end(job, { state: 'failed', problem }, scope).catch((fault: unknown) => {
    if (!(fault instanceof ExportLost)) throw fault
  })
}

type Ending = { state: 'done' | 'failed'; problem: string | null; sha256?: Buffer; rows?: number }

/** The mail goes to whoever asked, in the same transaction; not to somebody who has left. */
async function end(job: ClaimedExport, { state, problem, sha256, rows = 0 }: Ending, scope: Scope | null) {
  const at = now()
  const expiresAt = state === 'done' ? new Date(at.getTime() + KEPT_DAYS * DAY_MS) : null
  await writeExport(job, async (tx, key) => {
    await tx.query(
      `update exports set state = $3, problem = $4, sha256 = $5, ended_at = $6, expires_at = $7, lease_until = null
       where account_id = $1 and id = $2`,
      [...key, state, problem, sha256 ?? null, at, expiresAt],
    )
    if (!scope) return
    const to = await emailOf(tx, job.askedBy)
    await queueMail(
      tx,
      to,
      expiresAt
        ? readyExportLetter({ id: job.id, rows, expiresAt })
        : failedExportLetter({ id: job.id, problem: problem ?? '' }),
    )
  })
}

/** Due again at once, for another worker. */
async function giveBack({ accountId, id, epoch }: ClaimedExport): Promise<void> {
  await tenantTransaction(accountId, (tx) =>
    tx.query(
      "update exports set lease_until = $4 where account_id = $1 and id = $2 and epoch = $3 and state = 'running'",
      [accountId, id, epoch, now()],
    ),
  )
}

/** What expired a while ago, and what was never finished. Returns whether there is more. */
export async function sweepExports(limit = 500): Promise<boolean> {
  const [row] = await query<{ gone: number }>('select sweep_exports($1, $2) as gone', [now(), limit])
  return (row?.gone ?? 0) >= limit
}
