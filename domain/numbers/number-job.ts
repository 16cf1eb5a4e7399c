/** What a job is, as pages see it, and the limits of one. */
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import type { JobChange } from './job-change.ts'

export const MAX_JOB_NUMBERS = 200_000

export type JobState = 'ready' | 'running' | 'done' | 'canceled' | 'failed'
export type JobOutcome = 'changed' | 'unchanged' | 'failed'

export type NumberJob = {
  id: string
  kind: 'edit' | 'import'
  state: JobState
  startedBy: string
  startedByName: string
  change: JobChange | null
  /** What the numbers were chosen by, in words; the file's name. */
  source: string
  problem: string | null
  total: number
  /** Lines of a file that nothing can be done with. */
  problems: number
  worked: number
  changed: number
  unchanged: number
  failed: number
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

export const JOB_COLUMNS = `id, kind, state, started_by as "startedBy", started_by_name as "startedByName", change, source, problem,
  total, problems, worked, changed, unchanged, failed, created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt"`

/** Jobs are made and started by people; a program changes a number at a time. What is no id is nobody's job. */
export function demandJobs(scope: Scope, id?: string): { personId: string; name: string } {
  demand(scope, 'numbers.manage')
  const { actor } = scope
  if (actor.kind !== 'person') throw new Refusal('not_allowed', { places: { need: 'A person can, in the portal.' } })
  if (id !== undefined && !isId(id)) throw new Refusal('not_found')
  return { personId: actor.id, name: actor.name }
}
