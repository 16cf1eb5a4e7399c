-- A message counts for the hour that its id was made in, by which the log is read. One that was accepted together with others a moment
-- later could count for the next hour, and the sum of an hour was not that of its messages.
select pg_advisory_xact_lock(72707374);
do $$ begin
  execute replace(pg_get_functiondef('relay_totals(integer)'::regprocedure), 'm.accepted_at', 'id_time(m.id)');
end $$;

-- Everything anew, and the cursor first (20261129002200_message_totals): what a fact above it will add or take is not in these sums.
update relay_cursors set xid = pg_snapshot_xmin(pg_current_snapshot()), id = 0 where name = 'totals';
delete from message_totals;
insert into message_totals (account_id, number, level, at, direction, is_test, messages, parts, cost_nanos)
  select m.account_id, l.number, l.level, l.at, m.direction, m.is_test, count(*), sum(m.parts), sum(m.cost)
  from (
    select m.*, case
        when m.direction = 'inbound' then m.price_nanos - coalesce(p.charged, 0)
        when m.final_at is not null and m.sent_at is null and not coalesce(p.is_end, false) then 0
        else m.price_nanos
      end as cost
    from messages m
    left join (
      select o.account_id, o.message_id, bool_or(o.kind in ('message.accepted', 'message.received', 'message.held')) as is_beginning,
        bool_or(o.kind in ('message.rejected', 'message.canceled', 'message.expired')) as is_end, sum(o.charged_nanos) as charged
      from outbox o where o.xid >= (select xid from relay_cursors where name = 'totals') group by 1, 2
    ) p on p.account_id = m.account_id and p.message_id = m.id
    where not coalesce(p.is_beginning, false)
  ) m
  cross join lateral (
    select case m.direction when 'outbound' then m.from_e164 else m.to_e164 end as own,
      date_trunc('hour', id_time(m.id), 'UTC') as hour, date_trunc('day', id_time(m.id), 'UTC') as day) o
  cross join lateral (
    values (o.own, 'hour', o.hour), ('', 'hour', o.hour), (o.own, 'day', o.day), ('', 'day', o.day)) l (number, level, at)
  group by 1, 2, 3, 4, 5, 6;
