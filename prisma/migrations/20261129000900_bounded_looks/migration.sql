-- As before, but events are given up only where their endpoint has been failing for the schedule's whole time: what was due for as long
-- because of a pace, a limit or a worker that stood still has its turn. In pages: one about which nothing can be done keeps none behind it.
drop function endpoints_to_watch(timestamptz, integer);
create function endpoints_to_watch(p_now timestamptz, p_since timestamptz, p_account uuid, p_endpoint uuid, p_limit integer)
returns table (account_id uuid, endpoint_id uuid, failing_since timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.account_id, e.id, e.failing_since from endpoints e join accounts a on a.id = e.account_id
    cross join lateral (select p_now - case a.webhook_schedule when 'contract' then interval '2 minutes' else interval '84 hours' end
      as whole_time_ago) s
  where e.failing_since is not null and e.state = 'active' and e.failing_since >= p_since
    and (e.failing_since, e.account_id, e.id) > (p_since, p_account, p_endpoint)
    and ((e.mailed < 1 and e.failing_since <= p_now - interval '1 hour')
      or (e.mailed < 2 and e.failing_since <= p_now - interval '24 hours' and e.last_failure_at >= e.failing_since + interval '1 hour')
      or e.last_failure_at >= e.failing_since + interval '5 days'
      or (e.failures_in_row >= 10 and e.failing_since <= s.whole_time_ago and exists (
        select from deliveries d where d.account_id = e.account_id and d.endpoint_id = e.id and d.due_at < s.whole_time_ago)))
  order by e.failing_since, e.account_id, e.id limit p_limit
$$;
