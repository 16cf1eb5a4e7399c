-- Whom the watch of web hooks looks at: few rows, however many endpoints there are.
create index endpoints_failing on endpoints (failing_since) where failing_since is not null and state = 'active';

-- A door across tenants: endpoints about which a mail is due, that are to be disabled, or for which an event has waited longer than its
-- schedule while their circuit is open. One look into the index of due events for each whose circuit is open.
create function endpoints_to_watch(p_now timestamptz, p_limit integer) returns table (account_id uuid, endpoint_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.account_id, e.id from endpoints e join accounts a on a.id = e.account_id
  where e.failing_since is not null and e.state = 'active' and (
    (e.mailed < 1 and e.failing_since <= p_now - interval '1 hour')
    or (e.mailed < 2 and e.failing_since <= p_now - interval '24 hours' and e.last_failure_at >= e.failing_since + interval '1 hour')
    or e.last_failure_at >= e.failing_since + interval '5 days'
    or (e.failures_in_row >= 10 and exists (
      select from deliveries d where d.account_id = e.account_id and d.endpoint_id = e.id
        and d.due_at < p_now - case a.webhook_schedule when 'contract' then interval '2 minutes' else interval '84 hours' end)))
  order by e.failing_since limit p_limit
$$;
