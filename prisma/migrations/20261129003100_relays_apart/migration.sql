-- ── each relay by itself ──────────────────────────────────────────────────────────────────────────────────────────
-- The totals had the lock of the insights: while one of the two ran, the other found nothing to do.
select pg_advisory_xact_lock(72707373);
do $$ begin
  execute replace(pg_get_functiondef('relay_totals(integer)'::regprocedure), '72707373', '72707374');
end $$;

-- How long ago the oldest fact was that a relay does not have yet; 0: it has all. For the alarm: a relay that fails on a fact stays there.
create function relay_lags(p_now timestamptz) returns table (name text, seconds double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.name, greatest(0, coalesce(extract(epoch from p_now - next.at), 0))::double precision
  from relay_cursors c left join lateral (
    select o.at from outbox o where (o.xid, o.id) > (c.xid, c.id) order by o.xid, o.id limit 1) next on true
$$;

-- ── a message by its id ───────────────────────────────────────────────────────────────────────────────────────────
-- Of a month that has just begun the planner knows nothing, all indexes look alike, and it takes the youngest that has the columns: one
-- with another column in between reads the whole account for each message. A condition that every message meets keeps an index
-- for those who ask for its column, so that for an id alone only the primary key is left.
drop index messages_status, messages_from_ours, messages_from_theirs, messages_to_ours, messages_to_theirs;
create index messages_status on messages (account_id, status, id) where status is not null;
create index messages_from_ours on messages (account_id, from_e164, id) where direction = 'outbound' and from_e164 is not null;
create index messages_from_theirs on messages (account_id, from_e164, id) where direction = 'inbound' and from_e164 is not null;
create index messages_to_ours on messages (account_id, to_e164, id) where direction = 'inbound' and to_e164 is not null;
create index messages_to_theirs on messages (account_id, to_e164, id) where direction = 'outbound' and to_e164 is not null;
