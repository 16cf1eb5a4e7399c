-- What messages say, once more and by itself, so that words are found: a message moves, its text never does, and an index of its
-- trigrams is dear to write. Filled from the outbox, beside the road.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The day of a UUIDv7, counted from 1970.
create function id_day(id uuid) returns integer language sql immutable strict parallel safe as $$
  select ((('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint) / 86400000)::integer
$$;

create table message_texts (
  account_id uuid not null,
  message_id uuid not null,
  body text not null,
  primary key (account_id, message_id)
) partition by range (message_id);
-- A partition for each that messages has.
do $$
declare month text;
begin
  for month in
    select substr(c.relname, length('messages_p') + 1) from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'messages'::regclass
  loop
    perform ensure_partitions(to_timestamp(month || '15', 'YYYYMMDD'), to_timestamp(month || '15', 'YYYYMMDD'));
  end loop;
end $$;

-- The cursor first: what commits meanwhile is above it and comes by the relay, and nothing comes twice.
insert into relay_cursors values ('texts', pg_snapshot_xmin(pg_current_snapshot()), 0);
insert into message_texts (account_id, message_id, body) select account_id, id, body from messages;

-- The day stands in it so that a search can go back day by day: an index of words has no order. The account stands as a text, so that no
-- other index can serve instead.
create index message_texts_words on message_texts using gin ((account_id::text), id_day(message_id), body gin_trgm_ops)
  with (gin_pending_list_limit = 1024);

-- As `relay_outbox` does: in the order of commits, below the oldest transaction that still runs, one at a time.
create function relay_texts(p_limit integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  at_xid xid8;
  at_id bigint;
  upto record;
begin
  if not pg_try_advisory_xact_lock(72707372) then return 0; end if;
  select c.xid, c.id into at_xid, at_id from relay_cursors c where c.name = 'texts';

  select b.xid, b.id, b.n into upto from (
    select o.xid, o.id, count(*) over () as n from (
      select o.xid, o.id from outbox o
      where (o.xid, o.id) > (at_xid, at_id) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by o.xid, o.id limit p_limit) o) b
  order by b.xid desc, b.id desc limit 1;
  if not found then return 0; end if;

  insert into message_texts (account_id, message_id, body)
    select m.account_id, m.id, m.body
    from outbox o cross join lateral ( -- `offset 0`: message by message, never a join that reads a month of them
      select * from messages t where t.account_id = o.account_id and t.id = o.message_id offset 0) m
    where (o.xid, o.id) > (at_xid, at_id) and (o.xid, o.id) <= (upto.xid, upto.id)
      and o.kind in ('message.accepted', 'message.received', 'message.held')
  on conflict do nothing;

  update relay_cursors set xid = upto.xid, id = upto.id where name = 'texts';
  return upto.n;
end $$;

-- The messages that say it, of one account, the newest first or the oldest: a door, since a condition that is not leakproof cannot use an
-- index behind row-level security. A word that is rare costs one look at each month's index; where it is common (some days tell), or
-- where there is no word of three letters to look up, it goes day by day. After `p_ms` it answers what it has, and in a last row how far it
-- came (`stopped`: an id between two days).
create function find_texts(p_account uuid, p_pattern text, p_from uuid, p_before uuid, p_limit integer, p_oldest_first boolean, p_ms integer)
returns table (id uuid, stopped uuid)
language plpgsql stable security definer set search_path = public, pg_temp set timezone = 'UTC'
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off set enable_bitmapscan = on set enable_sort = on
set max_parallel_workers_per_gather = 0 as $$
declare
  common constant integer := 300; -- a day
  first_day integer := id_day(p_from);
  last_day integer := id_day(p_before);
  has_word boolean := p_pattern ~ '[[:alnum:]]{3}';
  began timestamptz := clock_timestamp();
  month timestamptz;
  texts text;
  said text;
  low integer;
  high integer;
  days integer;
  here integer;
  total integer := 0;
begin
  if p_account is distinct from current_account() then
    raise exception 'texts of another account' using errcode = 'insufficient_privilege';
  end if;
  while first_day <= last_day and total < p_limit loop
    month := date_trunc('month', to_timestamp((case when p_oldest_first then first_day else last_day end) * 86400::bigint));
    low := greatest(first_day, (extract(epoch from month) / 86400)::integer);
    high := least(last_day, (extract(epoch from month + interval '1 month') / 86400)::integer - 1);
    if p_oldest_first then first_day := high + 1; else last_day := low - 1; end if;
    texts := 'message_texts_p' || to_char(month, 'YYYYMM');
    continue when to_regclass(texts) is null;
    -- The ends of the range are written so that no index of ids can serve; what has no word is no question to the index of words.
    said := format('select t.message_id from %I t where t.account_id::text = $1::text and t.body%s ilike $2
      and t.message_id = greatest(t.message_id, $3) and t.message_id <> greatest(t.message_id, $4)',
      texts, case when has_word then '' else ' || ''''' end);

    days := case when has_word then high - low + 1 else 1 end;
    for day in 0 .. high - low by 7 loop
      exit when days = 1;
      execute format('select count(*) from (%s and id_day(t.message_id) = $5 limit $6) s', said) into here
        using p_account, p_pattern, p_from, p_before, low + day, common;
      if here >= common then days := 1; end if;
    end loop;

    for day in 0 .. high - low by days loop
      if days > 1 then
        return query execute format('select s.message_id, null::uuid from (%s) s order by 1 %s limit $5', said,
            case when p_oldest_first then 'asc' else 'desc' end)
          using p_account, p_pattern, p_from, p_before, p_limit - total;
      else
        here := case when p_oldest_first then low + day else high - day end;
        return query execute format('select s.message_id, null::uuid from (%s and id_day(t.message_id) = $6) s order by 1 %s limit $5', said,
            case when p_oldest_first then 'asc' else 'desc' end)
          using p_account, p_pattern, p_from, p_before, p_limit - total, here;
      end if;
      get diagnostics here = row_count;
      total := total + here;
      exit when total >= p_limit;
      if clock_timestamp() - began > p_ms * interval '1 ms' then
        here := case when days > 1 and p_oldest_first then high + 1 when days > 1 then low
          when p_oldest_first then low + day + 1 else high - day end;
        return query select null::uuid, first_id_at(to_timestamp(here * 86400::bigint));
        return;
      end if;
    end loop;
  end loop;
end $$;

grant select on message_texts to longcode_app;
alter table message_texts enable row level security;
create policy tenant on message_texts to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
