-- A door across tenants: replays that want to go on. One of each account: many of one keep nobody else waiting.
create function due_replays(p_now timestamptz, p_limit integer) returns table (account_id uuid, replay_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.account_id, o.id from (
    select distinct on (r.account_id) r.account_id, r.id, r.due_at from replays r
    where r.due_at is not null and r.due_at <= p_now order by r.account_id, r.due_at) o
  order by o.due_at limit p_limit
$$;

-- A price is written once. What was held for want of balance has none until it is released: this writes it, and nothing else.
create function price_released_message(p_account uuid, p_message uuid, p_nanos bigint) returns void
language sql security definer set search_path = public, pg_temp as $$
  update messages set price_nanos = p_nanos
  where account_id = p_account and account_id = current_account() and id = p_message and direction = 'inbound'
    and status = 'received' and price_nanos = 0
$$;
