import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { countItems, insertNumberJob } from './insert-number-job.ts'
import { type EditInput, JOB_URLS, readEdit } from './job-change.ts'
import { matchesFor } from './list-own-numbers.ts'
import type { OwnNumberFilter } from './number-filter.ts'
import { demandJobs, MAX_JOB_NUMBERS } from './number-job.ts'

/** Chosen one by one, or all that match: what matches now is fixed now, whatever matches when the job runs. */
export type Choice = { numbers: readonly string[] } | { filter: OwnNumberFilter; words: string }

/** A job that waits to be looked at and started. Returns its id. Throws `invalid`, `no_number_matches`, `too_many_numbers`. */
export async function makeEditJob(scope: Scope, choice: Choice, edit: EditInput): Promise<string> {
  demandJobs(scope)
  const change = readEdit(edit)
  if (JOB_URLS.some((kind) => change[kind] !== undefined)) demand(scope, 'routing.manage')
  const { where, values } = matchesFor(scope, 'filter' in choice ? choice.filter : null)
  const chosen = 'numbers' in choice ? choice.numbers : null
  const picked = chosen ? `and n.e164 = any($${values.length + 1})` : ''
  const matching = `from numbers n where ${where} ${picked}`
  const asked = chosen ? [...values, chosen] : values
  const id = newId()
  const source = 'words' in choice ? choice.words : 'Chosen one by one'
  await tenantTransaction(scope.accountId, async (tx) => {
    await insertNumberJob(tx, scope, { id, kind: 'edit', change, source })
    const [made] = await tx.query<{ n: number }>(
      `with made as (
         insert into number_job_items (account_id, job_id, seq, number)
         select $1, $${asked.length + 1}, row_number() over (order by m.e164), m.e164
         from (select n.e164 ${matching} order by n.e164 limit ${MAX_JOB_NUMBERS + 1}) m returning 1)
       select count(*)::int as n from made`,
      [...asked, id],
    )
    await countItems(tx, scope, { id, total: made?.n ?? 0, problems: 0 })
  })
  return id
}
