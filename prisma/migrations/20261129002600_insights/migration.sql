-- Insights: what was sent, by hour, by day and by month (UTC), so that a year costs what a day costs: a range is read as months in
-- its middle, days around them and hours at its ends. Filled by a relay of its own from the outbox, each fact exactly once; a
-- correction takes back what it corrects. Sent live messages alone: what is received has no delivery, tests count nowhere.
-- Everything of a message counts for the hour that its id was made in, which is what the log is read by: what stands behind a bar is
-- the same count there.

-- ── sums ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- `dimension` says what `value` is: 'all' (''), 'number' (ours, E.164), 'carrier' (the link's id), 'area' (the recipient's area code).
create table insight_totals (
  account_id uuid not null,
  dimension text not null check (dimension in ('all', 'number', 'carrier', 'area')),
  level text not null check (level in ('hour', 'day', 'month')),
  at timestamptz not null,
  value text not null,
  messages bigint not null default 0,
  parts bigint not null default 0,
  delivered bigint not null default 0,
  failed bigint not null default 0,
  -- Accepted as UCS-2. What follows counts those of them that a carrier took, since only they were paid for:
  ucs2 bigint not null default 0,
  -- their parts, and the parts of the same words in GSM-7 (as many, where there are no such words);
  ucs2_parts bigint not null default 0,
  gsm7_parts bigint not null default 0,
  -- the messages with fewer parts in GSM-7, and what the difference cost.
  wasteful bigint not null default 0,
  lost_nanos bigint not null default 0,
  -- Histograms (`latency_bucket`): from accepted to taken by the carrier, and from there to "delivered".
  accept_counts integer[] not null default '{}',
  receipt_counts integer[] not null default '{}',
  primary key (account_id, dimension, level, at, value)
);

-- Failures by the code they ended with; '' where the carrier gave none, or where it is our own timeout.
create table insight_errors (
  account_id uuid not null,
  dimension text not null,
  level text not null,
  at timestamptz not null,
  value text not null,
  status text not null,
  code text not null,
  messages bigint not null,
  primary key (account_id, dimension, level, at, value, status, code)
);

-- What keeps messages out of GSM-7 (domain/insights/encoding-waste.ts): a known character, 'emoji' or 'other', so few for any traffic.
create table insight_characters (
  account_id uuid not null,
  level text not null,
  at timestamptz not null,
  character text not null,
  messages bigint not null,
  lost_parts bigint not null,
  lost_nanos bigint not null,
  primary key (account_id, level, at, character)
);

-- Consumers who said themselves that they want no more messages. A trigger adds them: an opt-out is no fact of the outbox.
create table insight_opt_outs (
  account_id uuid not null,
  level text not null,
  at timestamptz not null,
  number text not null,
  opt_outs bigint not null,
  primary key (account_id, level, at, number)
);

-- Bucket 0 ends at 10 ms, each other one at 1.2 times the end of the one before, the last (95) at four days. The middle of a bucket is
-- within 10 % of everything in it.
create function latency_bucket(p_ms numeric) returns integer language sql immutable parallel safe as $$
  select case when p_ms <= 10 then 0 else least(95, ceil(ln(p_ms / 10) / ln(1.2)))::integer end
$$;

-- The time inside a UUIDv7: the way back from `first_id_at`.
create function id_time(p_id uuid) returns timestamptz language sql immutable parallel safe as $$
  select 'epoch'::timestamptz + ('x0000' || left(replace(p_id::text, '-', ''), 12))::bit(64)::bigint * interval '1 millisecond'
$$;

create function ms_between(p_from timestamptz, p_until timestamptz) returns numeric language sql immutable parallel safe strict as $$
  select greatest(0, round(extract(epoch from p_until - p_from) * 1000))
$$;

-- `{2,0,2}` → `{1,0,2}`: how often each bucket is in the list.
create function count_buckets(p_buckets integer[]) returns integer[] language sql immutable as $$
  select coalesce(array_agg(coalesce(c.n, 0) order by i), '{}')
  from generate_series(0, (select max(b) from unnest(p_buckets) b)) i
  left join (select b, count(*)::integer as n from unnest(p_buckets) b group by b) c on c.b = i
$$;

create function add_counts(p_some integer[], p_more integer[]) returns integer[] language sql immutable as $$
  select coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) order by i), '{}')
  from unnest(p_some, p_more) with ordinality u (a, b, i)
$$;

-- ── adding ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What one fact adds. `error_status` and `error_code` belong to `failed`; a null histogram value counts nowhere.
create type insight_delta as (
  account_id uuid, made_at timestamptz, number text, carrier text, area text,
  messages integer, parts integer, delivered integer, failed integer, error_status text, error_code text,
  ucs2 integer, ucs2_parts integer, gsm7_parts integer, lost_nanos bigint, characters text[], accept_ms numeric, receipt_ms numeric
);

create function add_insights(p_deltas insight_delta[]) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  insert into insight_totals as t (account_id, dimension, level, at, value, messages, parts, delivered, failed, ucs2, ucs2_parts,
      gsm7_parts, wasteful, lost_nanos, accept_counts, receipt_counts)
    select d.account_id, by.dimension, l.level, date_trunc(l.level, d.made_at, 'UTC'), by.value,
      sum(d.messages), sum(d.parts), sum(d.delivered), sum(d.failed), sum(d.ucs2), sum(d.ucs2_parts), sum(d.gsm7_parts),
      count(*) filter (where d.gsm7_parts < d.ucs2_parts), sum(d.lost_nanos),
      count_buckets(array_agg(latency_bucket(d.accept_ms)) filter (where d.accept_ms is not null)),
      count_buckets(array_agg(latency_bucket(d.receipt_ms)) filter (where d.receipt_ms is not null))
    from unnest(p_deltas) d
    cross join lateral (values ('all', ''), ('number', d.number), ('carrier', d.carrier), ('area', d.area)) by (dimension, value)
    cross join (values ('hour'), ('day'), ('month')) l (level)
    group by 1, 2, 3, 4, 5
  on conflict on constraint insight_totals_pkey do update set
    messages = t.messages + excluded.messages, parts = t.parts + excluded.parts,
    delivered = t.delivered + excluded.delivered, failed = t.failed + excluded.failed,
    ucs2 = t.ucs2 + excluded.ucs2, ucs2_parts = t.ucs2_parts + excluded.ucs2_parts,
    gsm7_parts = t.gsm7_parts + excluded.gsm7_parts, wasteful = t.wasteful + excluded.wasteful,
    lost_nanos = t.lost_nanos + excluded.lost_nanos,
    accept_counts = case when excluded.accept_counts = '{}' then t.accept_counts
      else add_counts(t.accept_counts, excluded.accept_counts) end,
    receipt_counts = case when excluded.receipt_counts = '{}' then t.receipt_counts
      else add_counts(t.receipt_counts, excluded.receipt_counts) end;

  insert into insight_errors as t (account_id, dimension, level, at, value, status, code, messages)
    select d.account_id, by.dimension, l.level, date_trunc(l.level, d.made_at, 'UTC'), by.value, d.error_status, d.error_code,
      sum(d.failed)
    from unnest(p_deltas) d
    cross join lateral (values ('all', ''), ('number', d.number), ('carrier', d.carrier), ('area', d.area)) by (dimension, value)
    cross join (values ('hour'), ('day'), ('month')) l (level)
    where d.failed <> 0
    group by 1, 2, 3, 4, 5, 6, 7
  on conflict on constraint insight_errors_pkey do update set messages = t.messages + excluded.messages;

  insert into insight_characters as t (account_id, level, at, character, messages, lost_parts, lost_nanos)
    select d.account_id, l.level, date_trunc(l.level, d.made_at, 'UTC'), c.character,
      count(*), sum(d.ucs2_parts - d.gsm7_parts), sum(d.lost_nanos)
    from unnest(p_deltas) d cross join lateral unnest(d.characters) c (character)
    cross join (values ('hour'), ('day'), ('month')) l (level)
    group by 1, 2, 3, 4
  on conflict on constraint insight_characters_pkey do update set messages = t.messages + excluded.messages,
    lost_parts = t.lost_parts + excluded.lost_parts, lost_nanos = t.lost_nanos + excluded.lost_nanos;
end $$;

-- ── the relay ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- As `relay_outbox`, in two steps of one transaction. The first takes the lock and says how far it goes, with the UCS-2 texts whose
-- characters are to be judged (in TypeScript, where the alphabet is); the second adds and moves the cursor. The first writes nothing:
-- only the second has a transaction id, so that the other relays, which stay below the oldest, wait for it as short as can be.
create function next_insights(p_limit integer)
returns table (upto_xid text, upto_id bigint, facts integer, texts jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  at record;
begin
  if not pg_try_advisory_xact_lock(72707373) then return; end if;
  select c.xid, c.id into at from relay_cursors c where c.name = 'insights';
  return query
    with page as (
      select o.xid, o.id, o.account_id, o.message_id, o.kind, o.at from outbox o
      where (o.xid, o.id) > (at.xid, at.id) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by o.xid, o.id limit p_limit
    ), judged as (
      select distinct m.account_id, m.id, m.body, m.parts from page o cross join lateral (
        select * from messages t where t.account_id = o.account_id and t.id = o.message_id and not t.is_test
          and t.direction = 'outbound' and t.encoding = 'ucs2' and t.sent_at is not null offset 0) m
      where o.kind = 'message.sent' or (o.kind in ('message.delivered', 'message.undelivered') and m.sent_at = o.at)
    )
    select l.xid::text, l.id, (select count(*)::integer from page),
      coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'body', j.body, 'parts', j.parts)) from judged j), '[]')
    from (select p.xid, p.id from page p order by p.xid desc, p.id desc limit 1) l;
end $$;

-- p_judged: [{"id", "parts" (in GSM-7), "characters"}] of the texts that the first step gave.
create function relay_insights(p_xid text, p_id bigint, p_judged jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  at record;
  deltas insight_delta[];
begin
  if not pg_try_advisory_xact_lock(72707373) then return; end if;
  select c.xid, c.id into at from relay_cursors c where c.name = 'insights';

  select array_agg(row(f.account_id, id_time(f.id), f.from_e164, coalesce(f.link_id::text, ''), substr(f.to_e164, 3, 3),
      f.is_new::integer, case when f.is_new then f.parts else 0 end, f.delivered, f.failed,
      -- Only our own timeout is ever taken back, and it has no code: what a fact adds and what takes it away meet in one row.
      case when f.kind in ('message.undelivered', 'message.rejected') then substr(f.kind, 9) else 'expired' end,
      case when f.kind in ('message.undelivered', 'message.rejected') then left(coalesce(f.error_code, ''), 64) else '' end,
      (f.is_new and f.encoding = 'ucs2')::integer,
      case when f.is_taken and f.encoding = 'ucs2' then f.parts else 0 end,
      case when f.is_taken and f.encoding = 'ucs2' then coalesce(j.parts, f.parts) else 0 end,
      case when f.is_taken and f.encoding = 'ucs2' then f.part_nanos * (f.parts - coalesce(j.parts, f.parts)) else 0 end,
      case when f.is_taken and f.encoding = 'ucs2' then coalesce(j.characters, '{}') else '{}' end,
      case when f.is_taken then ms_between(f.accepted_at, f.sent_at) end,
      case when f.kind = 'message.delivered' then ms_between(f.sent_at, f.at) end)::insight_delta)
    into deltas
  from (
    select o.kind, o.at, o.delivered, o.failed, m.*, o.kind = 'message.accepted' as is_new,
      o.kind = 'message.sent' or (o.kind in ('message.delivered', 'message.undelivered') and m.sent_at = o.at
        and not exists ( -- a doubt that its receipt ended
          select from message_events e where e.account_id = m.account_id and e.message_id = m.id and e.kind = 'message.sent')) as is_taken
    from outbox o cross join lateral (
      select t.account_id, t.id, t.accepted_at, t.from_e164, t.to_e164, t.link_id, t.parts, t.part_nanos, t.encoding, t.sent_at, t.error_code
      from messages t where t.account_id = o.account_id and t.id = o.message_id and not t.is_test and t.direction = 'outbound'
      offset 0) m
    where (o.xid, o.id) > (at.xid, at.id) and (o.xid, o.id) <= (p_xid::xid8, p_id)
      and (o.kind in ('message.accepted', 'message.sent') or o.delivered <> 0 or o.failed <> 0)
  ) f
  left join jsonb_to_recordset(p_judged) as j (id uuid, parts smallint, characters text[]) on j.id = f.id;

  perform add_insights(deltas);
  update relay_cursors set xid = p_xid::xid8, id = p_id where name = 'insights';
end $$;

-- ── opt-outs ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- What a person, an API key or an imported list says is no complaint about a message.
create function note_opt_outs() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into insight_opt_outs as t (account_id, level, at, number, opt_outs)
    select o.account_id, l.level, date_trunc(l.level, o.at, 'UTC'), o.number, count(*)
    from fresh o cross join (values ('hour'), ('day'), ('month')) l (level)
    where o.source in ('keyword', 'phrase') and not o.is_test group by 1, 2, 3, 4
  on conflict on constraint insight_opt_outs_pkey do update set opt_outs = t.opt_outs + excluded.opt_outs;
  return null;
end $$;
create trigger insights after insert on opt_outs referencing new table as fresh for each statement execute function note_opt_outs();

-- ── what there is already ─────────────────────────────────────────────────────────────────────────────────────────
-- Whoever would write a fact waits, in the order in which they lock; so what the outbox holds is in these sums, and nothing else is. Of
-- old texts nobody judges the characters: that begins with the first message from here on.
lock table carrier_inbox, balances, messages, outbox in exclusive mode;
insert into relay_cursors values ('insights', '0', 0);
update relay_cursors set xid = last.xid, id = last.id from (select o.xid, o.id from outbox o order by o.xid desc, o.id desc limit 1) last
  where name = 'insights';
do $$
declare
  deltas insight_delta[];
begin
  -- In pages, since they are held in memory.
  for deltas in
    select array_agg(row(m.account_id, id_time(m.id), m.from_e164, coalesce(m.link_id::text, ''), substr(m.to_e164, 3, 3), 1, m.parts,
      (m.status = 'delivered')::integer, (m.status in ('undelivered', 'rejected', 'expired'))::integer, m.status,
      left(coalesce(m.error_code, ''), 64), (m.encoding = 'ucs2')::integer,
      case when m.encoding = 'ucs2' and m.sent_at is not null then m.parts else 0 end,
      case when m.encoding = 'ucs2' and m.sent_at is not null then m.parts else 0 end, 0, '{}',
      ms_between(m.accepted_at, m.sent_at),
      case when m.status = 'delivered' then ms_between(m.sent_at, m.final_at) end)::insight_delta)
    from (select *, row_number() over () / 10000 as page from messages where direction = 'outbound' and not is_test) m
    group by m.page order by m.page
  loop
    perform add_insights(deltas);
  end loop;
end $$;
insert into insight_opt_outs
  select o.account_id, l.level, date_trunc(l.level, o.at, 'UTC'), o.number, count(*)
  from opt_outs o cross join (values ('hour'), ('day'), ('month')) l (level)
  where o.source in ('keyword', 'phrase') and not o.is_test group by 1, 2, 3, 4;

-- ── rights ────────────────────────────────────────────────────────────────────────────────────────────────────────
grant select on insight_totals, insight_errors, insight_characters, insight_opt_outs to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['insight_totals', 'insight_errors', 'insight_characters', 'insight_opt_outs'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
