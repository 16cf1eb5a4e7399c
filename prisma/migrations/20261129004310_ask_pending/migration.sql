-- A payment whose events were lost is asked for: when it was last.
alter table payments add column asked_at timestamptz;
grant update (asked_at) on payments to longcode_app;
create index payments_pending on payments (account_id, created_at) where state = 'pending' and session_id is not null;

-- Begun in a span of time, still waiting, and not asked for since a moment.
create function pending_payments(p_from timestamptz, p_until timestamptz, p_asked timestamptz, p_limit integer)
returns table (account_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.account_id, p.id from payments p
  where p.state = 'pending' and p.session_id is not null and p.created_at > p_from and p.created_at <= p_until
    and (p.asked_at is null or p.asked_at < p_asked)
  order by p.created_at limit p_limit
$$;
