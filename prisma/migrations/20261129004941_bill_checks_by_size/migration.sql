-- A worker that takes small months alone is never held by large ones. `p_most`: messages of the month, about; null: any.
create function due_bill_checks(p_now timestamptz, p_limit integer, p_most bigint) returns table (account_id uuid, month text)
language sql stable security definer set search_path = public, pg_temp as $$
  with open as (
    select c.account_id, c.month, c.asked_at, coalesce(c.lease_until > p_now, false) as leased from bill_checks c
    where c.state in ('waiting', 'running')
  ), sized as (
    select o.account_id, o.month, o.asked_at from open o
    where not exists (select from open other where other.account_id = o.account_id and other.leased)
      and (p_most is null or (
        select coalesce(sum(t.messages), 0) from spend_totals t
        where t.account_id = o.account_id and t.dimension = 'line' and t.level = 'day'
          and t.at >= (o.month || '-01')::date - 1 and t.at < (o.month || '-01')::date + interval '1 month 1 day') <= p_most)
  )
  select s.account_id, min(s.month) from sized s group by s.account_id order by min(s.asked_at) limit p_limit
$$;
revoke execute on function due_bill_checks(timestamptz, integer, bigint) from public;
grant execute on function due_bill_checks(timestamptz, integer, bigint) to longcode_app;
-- `due_bill_checks(timestamptz, integer)` stays until no process of before asks for it.
