-- A limit that began without looking at the messages before it gives back none of them: they were never counted.
alter table spend_limits add column counted_from timestamptz not null default '-infinity';

create or replace function give_back_spend(p_account uuid, p_messages uuid[]) returns void language plpgsql as $$
begin
  if not exists (select from spend_limits l where l.account_id = p_account) then return; end if;
  update spend_limits l set spent_nanos = greatest(0, l.spent_nanos - g.nanos)
  from (
    select l.id, sum(m.price_nanos)::bigint as nanos
    from unnest(p_messages) as r (id)
    cross join lateral (select * from messages t where t.account_id = p_account and t.id = r.id offset 0) m
    join spend_limits l on l.account_id = p_account and m.accepted_at >= l.window_from and m.accepted_at < l.window_until
      and m.accepted_at >= l.counted_from and spend_limit_covers(l.subject, l.value, m.key_id, m.from_e164, m.to_e164)
    where not m.is_test
    group by l.id) g
  where l.account_id = p_account and l.id = g.id;
end $$;

-- Those that were never asked for go first: many that one account left open keep no other's waiting.
create or replace function pending_payments(p_from timestamptz, p_until timestamptz, p_asked timestamptz, p_limit integer)
returns table (account_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.account_id, p.id from payments p
  where p.state = 'pending' and p.session_id is not null and p.created_at > p_from and p.created_at <= p_until
    and (p.asked_at is null or p.asked_at < p_asked)
  order by p.asked_at nulls first, p.created_at limit p_limit
$$;
