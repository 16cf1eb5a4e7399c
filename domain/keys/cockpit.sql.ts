/** What the cockpit of a rotation shows, from the records of use. `$3` is the old secret’s generation. */

/** Of the `$5` minutes before `$4`, those in which something was called. */
export const MINUTES = `
  select minute, sum(calls) filter (where generation = $3) as old, sum(calls) filter (where generation > $3) as fresh
  from key_minutes
  where account_id = $1 and key_id = $2 and generation >= $3 and minute > $4::timestamptz - make_interval(mins => $5::int)
  group by minute order by minute`

/**
 * Who has used the old secret since the new one was made, at `$4`. A use is kept by day: the calls of a caller’s first day may hold
 * some from before the rotation. `freshAt`: when the same caller, by address and agent, was last seen with the new secret.
 */
export const OLD_CALLERS = `
  select o.address, o.agent, o.endpoint, max(o.last_at) as "lastAt", sum(o.calls)::int as calls,
    (select max(n.last_at) from key_uses n where n.account_id = $1 and n.key_id = $2 and n.last_at >= $4
      and n.generation > $3 and n.address = o.address and n.agent = o.agent) as "freshAt"
  from key_uses o where o.account_id = $1 and o.key_id = $2 and o.generation = $3 and o.last_at >= $4
  group by o.address, o.agent, o.endpoint order by max(o.last_at) desc limit 50`
