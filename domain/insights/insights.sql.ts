/** The sums of a time, given as pieces ($2 to $4: level, from, until): each piece is one range of the primary key. */

const PIECES = 'unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as p (level, since, until)'
const within = (table: string) =>
  `${PIECES} cross join lateral (
      select * from ${table} s where s.account_id = $1 and s.level = p.level and s.at >= p.since and s.at < p.until offset 0) s`
const withinDimension = (table: string, dimension: string) =>
  `${PIECES} cross join lateral (
      select * from ${table} s where s.account_id = $1 and s.dimension = ${dimension} and s.level = p.level
        and s.at >= p.since and s.at < p.until offset 0) s`

const SUMS = `sum(s.messages)::bigint as messages, sum(s.parts)::bigint as parts, sum(s.delivered)::bigint as delivered,
  sum(s.failed)::bigint as failed, sum(s.ucs2)::bigint as ucs2, sum(s.ucs2_parts)::bigint as ucs2_parts,
  sum(s.gsm7_parts)::bigint as gsm7_parts, sum(s.wasteful)::bigint as wasteful, sum(s.lost_nanos)::bigint as lost_nanos`

/** Every row of the whole account, for a chart to put into its steps. */
export const ROWS_OF_ALL = `
  select s.at, s.messages, s.parts, s.delivered, s.failed, s.ucs2, s.ucs2_parts, s.gsm7_parts, s.wasteful, s.lost_nanos,
    s.accept_counts, s.receipt_counts
  from ${withinDimension('insight_totals', "'all'")} order by s.at`

/** The busiest values of a dimension ($5), at most $6, each with its histograms; `groups` is how many there are. */
export const GROUPS = `
  with found as materialized (
    select s.* from ${withinDimension('insight_totals', '$5')}
  ), top as (
    select s.value, ${SUMS}, count(*) over () as groups from found s group by s.value order by messages desc, s.value limit $6
  ), counted as (
    select s.value, u.i, coalesce(sum(u.a), 0)::integer as a, coalesce(sum(u.r), 0)::integer as r
    from found s cross join lateral unnest(s.accept_counts, s.receipt_counts) with ordinality u (a, r, i)
    where s.value = any(array(select value from top)) group by 1, 2
  )
  select top.*, coalesce(h.a, '{}') as accept_counts, coalesce(h.r, '{}') as receipt_counts
  from top left join (select value, array_agg(a order by i) as a, array_agg(r order by i) as r from counted group by 1) h using (value)
  order by top.messages desc, top.value`

/** The failures of the whole account by code; $5 is how many codes at most. */
export const ERRORS = `
  select s.status, s.code, sum(s.messages)::bigint as messages from ${withinDimension('insight_errors', "'all'")}
  group by 1, 2 having sum(s.messages) > 0 order by 3 desc, 1, 2 limit $5`

/** Failures with one of these codes ($5), by number. */
export const ERRORS_OF_NUMBERS = `
  select s.value as number, sum(s.messages)::bigint as messages from ${withinDimension('insight_errors', "'number'")}
  where s.code = any($5::text[]) group by 1 having sum(s.messages) > 0`

export const OPT_OUTS_OF_NUMBERS = `
  select s.number, sum(s.opt_outs)::bigint as messages from ${within('insight_opt_outs')} group by 1`

export const CHARACTERS = `
  select s.character, sum(s.messages)::bigint as messages, sum(s.lost_parts)::bigint as lost_parts, sum(s.lost_nanos)::bigint as lost_nanos
  from ${within('insight_characters')} group by 1 order by 3 desc, 2 desc, 1 limit $5`
