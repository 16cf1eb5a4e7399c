-- The relay: reads what has committed since the last time, in the order of commits, adds it to the hour totals, moves
-- its cursor, and says which accounts have news. All in one transaction: a fact is counted once, whoever dies when.
--
-- It stays below the oldest transaction that still runs (`pg_snapshot_xmin`), so a row that commits late is never passed
-- over. One relay at a time holds the lock; the others find nothing to do.
create function relay_outbox(p_limit integer) returns table (account_id uuid, facts bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  at record;
  upto record;
begin
  if not pg_try_advisory_xact_lock(72707371) then return; end if;
  select c.xid, c.id into at from relay_cursors c where c.name = 'rollups';

  select b.xid, b.id into upto from (
    select o.xid, o.id from outbox o
    where (o.xid, o.id) > (at.xid, at.id) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by o.xid, o.id limit p_limit) b
  order by b.xid desc, b.id desc limit 1;
  if not found then return; end if;

  insert into message_rollups as t (account_id, hour, number, direction, messages, parts, delivered, failed, charged_nanos)
    select m.account_id, date_trunc('hour', m.accepted_at, 'UTC'),
      case m.direction when 'outbound' then m.from_e164 else m.to_e164 end, m.direction,
      count(*) filter (where o.kind in ('message.accepted', 'message.received', 'message.held')),
      coalesce(sum(m.parts) filter (where o.kind in ('message.accepted', 'message.received', 'message.held')), 0),
      sum(o.delivered), sum(o.failed), sum(o.charged_nanos)
    from outbox o cross join lateral ( -- `offset 0`: message by message, never a join that reads a month of them
      select * from messages t where t.account_id = o.account_id and t.id = o.message_id offset 0) m
    where (o.xid, o.id) > (at.xid, at.id) and (o.xid, o.id) <= (upto.xid, upto.id)
    group by 1, 2, 3, 4
  on conflict on constraint message_rollups_pkey do update set
    messages = t.messages + excluded.messages, parts = t.parts + excluded.parts,
    delivered = t.delivered + excluded.delivered, failed = t.failed + excluded.failed,
    charged_nanos = t.charged_nanos + excluded.charged_nanos;

  update relay_cursors set xid = upto.xid, id = upto.id where name = 'rollups';

  return query
    select o.account_id, count(*) from outbox o
    where (o.xid, o.id) > (at.xid, at.id) and (o.xid, o.id) <= (upto.xid, upto.id) group by 1;
end $$;
