/** The statements of an import, each one whole step. */

/** $1 import, $2… the columns of the rows. Answers the lines that were taken; the others stand in the file twice. */
export const TAKE_ROWS = `
  insert into stock_import_rows (import_id, line, e164, kind, country, state, rate_center, city, setup_nanos, monthly_nanos)
  select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[])
  on conflict do nothing returning line`

/** $1 import, $2 lines, $3 problems, $4 how many are kept. */
export const NOTE_FAULTS = `
  insert into stock_import_faults (import_id, line, problem)
  select $1, f.line, f.problem from unnest($2::int[], $3::text[]) as f (line, problem)
  limit greatest(0, $4 - (select count(*) from stock_import_faults where import_id = $1))
  on conflict do nothing`

/** $1 import, $2 where it stood, $3 where it stands now, $4 read, $5 bad, $6 twice. No row: somebody else reads this file. */
export const MOVE_ON = `
  update stock_imports set bytes_done = $3, rows_read = rows_read + $4, rows_bad = rows_bad + $5, rows_twice = rows_twice + $6
  where id = $1 and bytes_done = $2 returning id`

/** $1 import, $2 at. What is owned, in stock already or on its way here by a port stays as it is. */
export const MOVE_IN = `
  insert into inventory (e164, kind, country, state, rate_center, city, setup_nanos, monthly_nanos, added_at)
  select r.e164, r.kind, r.country, r.state, r.rate_center, r.city, r.setup_nanos, r.monthly_nanos, $2 from stock_import_rows r
  where r.import_id = $1 and not exists (select from number_owners o where o.e164 = r.e164)
    and r.e164 not in (select ports_under_way((select array_agg(p.e164) from stock_import_rows p where p.import_id = $1)))
  order by r.e164 on conflict do nothing returning 1`

/** $1 at. Moving in takes a while: what was sold meanwhile was put back by it. A statement of its own sees the sale. */
export const TAKE_SOLD_OUT = `
  delete from inventory i using number_owners o where o.e164 = i.e164 and i.added_at = $1 returning 1`

/** $1 import, $2 at, $3 how many are told. Those that did not move in, by line. */
export const LEFT_OUT = `
  select r.line, r.e164, exists (select from number_owners o where o.e164 = r.e164) as "isOwned",
    exists (select from inventory s where s.e164 = r.e164) as "isInStock", count(*) over () as total
  from stock_import_rows r left join inventory i on i.e164 = r.e164 and i.added_at = $2
  where r.import_id = $1 and i.e164 is null order by r.line limit $3`

/** $1 import. `inventory.run` of every exchange that got a number: how many follow one another from each on. */
export const COUNT_RUNS = `
  with touched as materialized (select distinct substr(e164, 1, 8) as exchange from stock_import_rows where import_id = $1),
  placed as materialized (
    select i.e164, t.exchange, substr(i.e164, 9)::integer - row_number() over (partition by t.exchange order by i.e164) as run
    from touched t join inventory i on i.e164 >= t.exchange || '0000' and i.e164 <= t.exchange || '9999'
  ),
  counted as materialized (
    select e164, least(100, count(*) over (partition by exchange, run order by e164 desc)) as run from placed
  )
  update inventory i set run = c.run from counted c where i.e164 = c.e164 and i.run <> c.run`
