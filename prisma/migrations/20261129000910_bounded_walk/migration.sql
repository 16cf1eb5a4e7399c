-- The walk over endpoints with something pending, in bounded looks: `p_steps` of them in all and `p_of_account` of one account, whether
-- what is pending there is due or not. A look goes on after (`p_account`, `p_endpoint`), where `p_nth` steps were made in that account
-- already; in the accounts `p_cut`, whose steps were used up before, it goes on after `p_places`. Returns what is due, and the last step
-- in each account.
drop function endpoints_with_due_deliveries(timestamptz, uuid, uuid, integer);
create function walk_endpoints(p_now timestamptz, p_account uuid, p_endpoint uuid, p_nth integer, p_cut uuid[], p_places uuid[],
  p_steps integer, p_of_account integer)
returns table (account_id uuid, endpoint_id uuid, is_due boolean, is_last boolean, step integer, nth integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive walk as (
    select p_account as account_id, p_endpoint as endpoint_id, null::timestamptz as due_at, 0 as step, p_nth as nth
    union all
    select o.account_id, o.endpoint_id, o.due_at, w.step + 1, case when n.account_id = w.account_id then w.nth + 1 else 1 end
    from walk w cross join lateral (
      select d.account_id, d.endpoint_id, d.due_at from deliveries d
      where d.due_at is not null and (d.account_id, d.endpoint_id)
        > (w.account_id, case when w.nth >= p_of_account then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else w.endpoint_id end)
      order by d.account_id, d.endpoint_id, d.due_at limit 1) n
    cross join lateral (
      select p_places[array_position(p_cut, n.account_id)] as place where n.account_id <> w.account_id
      union all select null limit 1) p
    -- Behind its place, or from its beginning when there is nothing behind it.
    cross join lateral (
      (select d.account_id, d.endpoint_id, d.due_at from deliveries d
       where p.place is not null and d.due_at is not null and d.account_id = n.account_id and d.endpoint_id > p.place
       order by d.account_id, d.endpoint_id, d.due_at limit 1)
      union all select n.account_id, n.endpoint_id, n.due_at limit 1) o
    where w.step < p_steps
  ), seen as (
    select w.account_id, w.endpoint_id, w.step, w.nth,
      w.due_at <= p_now and not exists (
        select from endpoints e where e.account_id = w.account_id and e.id = w.endpoint_id and e.open_until > p_now) as is_due,
      lead(w.account_id) over (order by w.step) is distinct from w.account_id as is_last
    from walk w where w.step > 0
  )
  select s.account_id, s.endpoint_id, s.is_due, s.is_last, s.step, s.nth from seen s where s.is_due or s.is_last order by s.step
$$;
