import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { demandPlace } from './demand-place.ts'
import type { UrlKind } from './effective-url.ts'

/** One side of the comparison. `good`: answered with 2xx at the first try. */
export type Side = { answered: number; good: number; p50Ms: number | null; p95Ms: number | null }

export type Compared = {
  messageId: string
  at: Date
  real: { status: number | null; error: string | null; ms: number | null }
  copy: { status: number | null; error: string | null; ms: number | null }
  differs: boolean
}

export type CopiesView = {
  id: string
  kind: UrlKind
  url: string
  events: number
  sent: number
  until: Date
  startedAt: Date
  startedBy: string
  endedAt: Date | null
  /** Null: it runs. */
  ended: 'complete' | 'stopped' | 'adopted' | 'expired' | null
  real: Side
  copy: Side
  differing: number
  rows: Compared[]
}

type Head = Omit<CopiesView, 'real' | 'copy' | 'differing' | 'rows'>

const MOST_ROWS = 10

/** The latest candidate of each kind for the account (`e164` '') or a number, beside what really happened to the same events. */
export async function readCopies(scope: Scope, e164: string): Promise<CopiesView[]> {
  demand(scope, 'numbers.read')
  demandPlace(scope, e164)
  return tenantTransaction(scope.accountId, async (tx) => {
    const heads = await tx.query<Head>(
      `select distinct on (kind) id, kind, url, events, sent, until, started_at as "startedAt", started_by as "startedBy",
         coalesce(ended, case when until <= $3 then 'expired' end) as ended,
         coalesce(ended_at, case when until <= $3 then until end) as "endedAt"
       from url_shadows where account_id = $1 and e164 = $2 order by kind, started_at desc`,
      [scope.accountId, e164, now()],
    )
    return Promise.all(heads.map((head) => compare(tx, scope.accountId, head)))
  })
}

type Pair = {
  messageId: string
  at: Date
  rs: number | null
  re: string | null
  rm: number | null
  cs: number | null
  ce: string | null
  cm: number | null
}

/** At most a thousand events (the table says so): compared here, event by event. */
async function compare(tx: Tx, accountId: string, head: Head): Promise<CopiesView> {
  const pairs = await tx.query<Pair>(
    `select d.message_id as "messageId", s.queued_at as at, r.status_code as rs, r.error as re, r.duration_ms as rm,
       s.status_code as cs, s.error as ce, s.duration_ms as cm
     from shadow_attempts s
     join deliveries d on d.account_id = s.account_id and d.id = s.delivery_id
     left join delivery_attempts r on r.account_id = s.account_id and r.delivery_id = s.delivery_id and r.number = 1
     where s.account_id = $1 and s.shadow_id = $2 and s.at is not null order by s.queued_at desc, s.delivery_id desc`,
    [accountId, head.id],
  )
  const compared = pairs.map(({ messageId, at, rs, re, rm, cs, ce, cm }) => ({
    messageId,
    at,
    real: { status: rs, error: re, ms: rm },
    copy: { status: cs, error: ce, ms: cm },
    differs: rm !== null && cm !== null && isGood(rs) !== isGood(cs),
  }))
  const differing = compared.filter((one) => one.differs)
  const rest = compared.filter((one) => !one.differs)
  return {
    ...head,
    real: sideOf(compared.map((one) => one.real)),
    copy: sideOf(compared.map((one) => one.copy)),
    differing: differing.length,
    rows: [...differing, ...rest].slice(0, MOST_ROWS),
  }
}

function isGood(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300
}

function sideOf(tries: readonly Compared['real'][]): Side {
  const times = tries.flatMap(({ ms }) => (ms === null ? [] : [ms])).toSorted((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? null
  return {
    answered: times.length,
    good: tries.filter(({ status }) => isGood(status)).length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
  }
}
