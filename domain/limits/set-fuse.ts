import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { invalid } from '#lib/refusals.ts'
import { type Fuse, readFuse } from './fuse.ts'
import { readPrefix } from './read-prefix.ts'

export const MOST_EXCEPTIONS = 50

/** As it was typed. */
export type FuseInput = { on: boolean; prefix: string; most: string; seconds: string; exceptions: string }

export async function setFuse(scope: Scope, input: FuseInput): Promise<void> {
  demand(scope, 'billing.manage')
  const fuse = readInput(input)
  await tenantTransaction(scope.accountId, async (tx) => {
    const before = await readFuse(tx, scope.accountId)
    await tx.query(
      `insert into fuse_settings (account_id, is_on, prefix_length, most_messages, within_seconds, exceptions)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (account_id) do update set is_on = excluded.is_on, prefix_length = excluded.prefix_length,
         most_messages = excluded.most_messages, within_seconds = excluded.within_seconds, exceptions = excluded.exceptions`,
      [scope.accountId, fuse.isOn, fuse.prefixLength, fuse.mostMessages, fuse.withinSeconds, fuse.exceptions],
    )
    await appendAudit(tx, scope, { action: 'fuse.changed', object: 'fuse', before: noted(before), after: noted(fuse) })
  })
}

function noted({ isOn, prefixLength, mostMessages, withinSeconds, exceptions }: Fuse) {
  return { on: isOn, digits: prefixLength - 2, messages: mostMessages, seconds: withinSeconds, exceptions }
}

function readInput({ on, prefix, most, seconds, exceptions }: FuseInput): Fuse {
  const [mostMessages, withinSeconds] = [readCount(most, 10_000), readCount(seconds, 300)]
  const written = exceptions
    .slice(0, 5_000)
    .split(/[\n,;]+/)
    .filter((one) => one.trim() !== '')
  const read = written.map(readPrefix)
  const bad = written[read.indexOf(null)]
  const isPrefix = prefix === '5' || prefix === '8'
  const problems = {
    fuse_prefix: isPrefix ? null : 'Choose what counts as one destination.',
    fuse_most: mostMessages ? null : 'Write a whole number from 1 to 10000.',
    fuse_seconds: withinSeconds ? null : 'Write a whole number from 1 to 300.',
    exceptions: bad
      ? `“${bad.trim().slice(0, 20)}” is no prefix: write +1 and digits, one a line.`
      : written.length > MOST_EXCEPTIONS
        ? `Write at most ${MOST_EXCEPTIONS}.`
        : null,
  }
  if (!mostMessages || !withinSeconds || Object.values(problems).some((one) => one !== null)) throw invalid(problems)
  const kept = [...new Set(read.filter((one) => one !== null))]
  return { isOn: on, prefixLength: Number(prefix), mostMessages, withinSeconds, exceptions: kept }
}

function readCount(typed: string, most: number): number | null {
  const count = /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : 0
  return count >= 1 && count <= most ? count : null
}
