/** Readings of `spend_totals`; each is one or a few ranges of its primary key, and none looks at a posting. */

/** Money that came in, or was taken back out, is no spend. */
const IS_SPEND = "s.value not like 'credit|%' and s.value not like 'debit|%'"

/** $2 level, $3 from, $4 until, $5 where each bar begins. Of lines there are few. */
export const LINES_BY_BAR = {
  name: 'spend_lines_by_bar',
  text: `
    select width_bucket(s.at, $5::timestamptz[]) - 1 as bar, s.value,
      sum(s.messages)::bigint as messages, sum(s.parts)::bigint as parts, sum(s.nanos)::bigint as nanos
    from spend_totals s
    where s.account_id = $1 and s.dimension = 'line' and s.level = $2 and s.at >= $3 and s.at < $4
    group by 1, 2`,
}

/** The same of all lines together, money in and out aside. */
export const SPEND_BY_BAR = {
  name: 'spend_by_bar',
  text: `
    select width_bucket(s.at, $5::timestamptz[]) - 1 as bar,
      sum(s.messages)::bigint as messages, sum(s.parts)::bigint as parts, sum(s.nanos)::bigint as nanos
    from spend_totals s
    where s.account_id = $1 and s.dimension = 'line' and s.level = $2 and s.at >= $3 and s.at < $4 and ${IS_SPEND}
    group by 1`,
}

/** $2 to $4: pieces, as level, from and until. */
const PIECES = `unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as p (level, since, until)
    cross join lateral (
      select * from spend_totals s where s.account_id = $1 and s.dimension = $5 and s.level = p.level
        and s.at >= p.since and s.at < p.until offset 0) s`

/**
 * Which numbers or keys ($5) matter most in these pieces, and how many there are: one walk over the days and months of all of them, the
 * only reading whose cost grows with how many there are.
 */
export const TOP_VALUES = (measure: 'nanos' | 'messages' | 'parts') => ({
  name: `spend_top_values_by_${measure}`,
  text: `
    select s.value, count(*) over () as count from ${PIECES}
    group by s.value order by sum(s.${measure}) desc, s.value limit $6`,
})

/**
 * The bars, which begin at $6, of these values ($7) of numbers or keys ($5). Whatever has a total has a line: the lines say at which
 * times to look.
 */
export const VALUES_BY_BAR = {
  name: 'spend_values_by_bar',
  text: `
    select width_bucket(l.at, $6::timestamptz[]) - 1 as bar, s.value,
      sum(s.messages)::bigint as messages, sum(s.parts)::bigint as parts, sum(s.nanos)::bigint as nanos
    from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as p (level, since, until)
    cross join lateral (select distinct s.at from spend_totals s
      where s.account_id = $1 and s.dimension = 'line' and s.level = p.level and s.at >= p.since and s.at < p.until) l
    cross join unnest($7::text[]) v (value)
    cross join lateral (select * from spend_totals t
      where t.account_id = $1 and t.dimension = $5 and t.level = p.level and t.at = l.at and t.value = v.value offset 0) s
    group by 1, 2`,
}

export const SUMS_OF_PIECES = {
  name: 'spend_sums_of_pieces',
  text: `
    select s.value, sum(s.messages)::bigint as messages, sum(s.parts)::bigint as parts, sum(s.nanos)::bigint as nanos
    from ${PIECES} where $6::text is null or s.value = $6 group by 1`,
}

/** Each day's spend, and of it what is asked for numbers. */
export const SPEND_BY_DAY = {
  name: 'spend_by_day',
  text: `
    select s.at, sum(s.nanos)::bigint as nanos,
      coalesce(sum(s.nanos) filter (where s.value like 'monthly|%' or s.value like 'setup|%'), 0)::bigint as fees
    from spend_totals s
    where s.account_id = $1 and s.dimension = 'line' and s.level = 'day' and s.at >= $2 and ${IS_SPEND}
    group by 1 order by 1`,
}

/** What each bar moved the posted balance by, what has moved since ($5), and what it is now: in one statement, so of one moment. */
export const BALANCE_BY_BAR = {
  name: 'balance_by_bar',
  text: `
    select width_bucket(s.at, $4::timestamptz[]) - 1 as bar, sum(s.nanos)::bigint as nanos,
      sum(case when s.value like 'credit|%' or s.value like 'refund|%' then -s.nanos else 0 end)::bigint as came,
      (select b.available_nanos + b.held_nanos from balances b where b.account_id = $1) as posted
    from spend_totals s
    where s.account_id = $1 and s.dimension = 'line' and s.level = $2 and s.at >= $3 group by 1
    union all
    select null, 0, 0, (select b.available_nanos + b.held_nanos from balances b where b.account_id = $1)`,
}
