-- What a list adds up to: messages, parts and what they cost as the log shows it, by hour and by day of UTC, of each number and ('') of
-- all: a year costs what a day costs. Test messages stand by themselves.
create table message_totals (
  account_id uuid not null,
  number text not null,
  level text not null check (level in ('hour', 'day')),
  at timestamptz not null,
  direction text not null,
  is_test boolean not null,
  messages bigint not null default 0,
  parts bigint not null default 0,
  cost_nanos bigint not null default 0,
  primary key (account_id, number, level, at, direction, is_test)
);
grant select on message_totals to longcode_app;
alter table message_totals enable row level security;
create policy tenant on message_totals to longcode_app using (account_id = current_account())
  with check (account_id = current_account());

-- One index for each side and direction: our own number and the other's are different questions, and each index stays as small as
-- its answer. A message stands in two, as before.
drop index messages_from;
drop index messages_to;
create index messages_from_ours on messages (account_id, from_e164, id) where direction = 'outbound';
create index messages_from_theirs on messages (account_id, from_e164, id) where direction = 'inbound';
create index messages_to_ours on messages (account_id, to_e164, id) where direction = 'inbound';
create index messages_to_theirs on messages (account_id, to_e164, id) where direction = 'outbound';

-- Everything that was, and the cursor first. A fact above it comes by the relay: its message is not counted here when the fact is its
-- beginning, and counted at its full price when the fact gives the hold back.
insert into relay_cursors values ('totals', pg_snapshot_xmin(pg_current_snapshot()), 0);
insert into message_totals (account_id, number, level, at, direction, is_test, messages, parts, cost_nanos)
  select m.account_id, l.number, l.level, l.at, m.direction, m.is_test, count(*), sum(m.parts), sum(m.cost)
  from (
    select m.*, case when m.direction = 'outbound' and m.final_at is not null and m.sent_at is null and not coalesce(p.is_end, false)
      then 0 else m.price_nanos end as cost
    from messages m
    left join (
      select o.account_id, o.message_id, bool_or(o.kind in ('message.accepted', 'message.received', 'message.held')) as is_beginning,
        bool_or(o.kind in ('message.rejected', 'message.canceled', 'message.expired')) as is_end
      from outbox o where o.xid >= (select xid from relay_cursors where name = 'totals') group by 1, 2
    ) p on p.account_id = m.account_id and p.message_id = m.id
    where not coalesce(p.is_beginning, false)
  ) m
  cross join lateral (
    select case m.direction when 'outbound' then m.from_e164 else m.to_e164 end as own,
      date_trunc('hour', m.accepted_at, 'UTC') as hour, date_trunc('day', m.accepted_at, 'UTC') as day) o
  cross join lateral (
    values (o.own, 'hour', o.hour), ('', 'hour', o.hour), (o.own, 'day', o.day), ('', 'day', o.day)) l (number, level, at)
  group by 1, 2, 3, 4, 5, 6;

-- As `relay_outbox` does: in the order of commits, below the oldest transaction that still runs, one at a time. An outbound message costs
-- its price from its beginning until its hold is given back: it ended and the carrier never took it. An inbound one costs what was
-- charged for it.
create function relay_totals(p_limit integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  at_xid xid8;
  at_id bigint;
  upto record;
begin
  if not pg_try_advisory_xact_lock(72707373) then return 0; end if;
  select c.xid, c.id into at_xid, at_id from relay_cursors c where c.name = 'totals';

  select b.xid, b.id, b.n into upto from (
    select o.xid, o.id, count(*) over () as n from (
      select o.xid, o.id from outbox o
      where (o.xid, o.id) > (at_xid, at_id) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by o.xid, o.id limit p_limit) o) b
  order by b.xid desc, b.id desc limit 1;
  if not found then return 0; end if;

  insert into message_totals as t (account_id, number, level, at, direction, is_test, messages, parts, cost_nanos)
    select f.account_id, l.number, l.level, l.at, f.direction, f.is_test, sum(f.messages), sum(f.messages * f.parts), sum(f.cost)
    from (
      select m.account_id, m.direction, m.is_test, m.parts,
        case m.direction when 'outbound' then m.from_e164 else m.to_e164 end as own,
        date_trunc('hour', m.accepted_at, 'UTC') as hour, date_trunc('day', m.accepted_at, 'UTC') as day,
        (o.kind in ('message.accepted', 'message.received', 'message.held'))::integer as messages,
        case
          when m.direction = 'inbound' then o.charged_nanos
          when o.kind = 'message.accepted' then m.price_nanos
          when o.kind in ('message.rejected', 'message.canceled', 'message.expired') and m.sent_at is null then -m.price_nanos
          else 0
        end as cost
      from outbox o cross join lateral ( -- `offset 0`: message by message, never a join that reads a month of them
        select * from messages t where t.account_id = o.account_id and t.id = o.message_id offset 0) m
      where (o.xid, o.id) > (at_xid, at_id) and (o.xid, o.id) <= (upto.xid, upto.id)
    ) f
    cross join lateral (
      values (f.own, 'hour', f.hour), ('', 'hour', f.hour), (f.own, 'day', f.day), ('', 'day', f.day)) l (number, level, at)
    where f.messages <> 0 or f.cost <> 0
    group by 1, 2, 3, 4, 5, 6
  on conflict on constraint message_totals_pkey do update set
    messages = t.messages + excluded.messages, parts = t.parts + excluded.parts, cost_nanos = t.cost_nanos + excluded.cost_nanos;

  update relay_cursors set xid = upto.xid, id = upto.id where name = 'totals';
  return upto.n;
end $$;
