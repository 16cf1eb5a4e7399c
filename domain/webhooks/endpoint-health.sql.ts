/** How it went at the endpoints of an account in the last 24 hours. `$1` account, `$2` one endpoint or null for all. */
import { iso } from './delivery-columns.sql.ts'

/** `$3`: now. */
export const ENDPOINTS = `
  select e.id, e.address, e.state, e.disabled_why as "disabledWhy", ${iso('e.disabled_at')} as "disabledAt",
    ${iso('e.failing_since')} as "failingSince", e.failures_in_row as "failuresInRow",
    case when e.open_until > $3 then ${iso('e.open_until')} end as "openUntil", ${iso('e.last_success_at')} as "lastSuccessAt",
    ${iso('e.last_failure_at')} as "lastFailureAt", e.last_status as "lastStatus", e.last_error as "lastError",
    e.max_at_once as "maxAtOnce", e.max_per_second as "maxPerSecond", ${iso('e.created_at')} as "createdAt",
    coalesce(w.n, 0)::int as waiting, coalesce(h.n, 0)::int as held
  from endpoints e
  left join (
    select endpoint_id, count(*) as n from deliveries
    where account_id = $1 and due_at is not null and ($2::uuid is null or endpoint_id = $2) group by 1) w on w.endpoint_id = e.id
  left join (
    select endpoint_id, count(*) as n from deliveries
    where account_id = $1 and status = 'held' and ($2::uuid is null or endpoint_id = $2)
    group by 1) h on h.endpoint_id = e.id
  where e.account_id = $1 and ($2::uuid is null or e.id = $2)
  order by e.state = 'active', e.failing_since is null, e.address limit 500`

/**
 * `$3`: 24 hours ago; `$4`: the first id of the oldest event that may have been tried since. Hour by hour, and once for all of an
 * endpoint (`hour` null).
 */
export const HEALTH = `
  select d.endpoint_id as id, date_trunc('hour', a.at) as hour,
    count(*) filter (where a.status_code between 200 and 299)::int as ok,
    count(*) filter (where a.status_code is null or a.status_code not between 200 and 299)::int as failed,
    percentile_disc(0.5) within group (order by a.duration_ms) filter (where a.status_code is not null) as p50,
    percentile_disc(0.95) within group (order by a.duration_ms) filter (where a.status_code is not null) as p95
  from delivery_attempts a join deliveries d on d.account_id = a.account_id and d.id = a.delivery_id
  where a.account_id = $1 and a.delivery_id >= $4 and a.at >= $3 and d.account_id = $1 and d.id >= $4
    and ($2::uuid is null or d.endpoint_id = $2) and d.endpoint_id is not null
  group by grouping sets ((d.endpoint_id), (d.endpoint_id, date_trunc('hour', a.at)))`
