-- What looks after spending beside the accept transaction: what a new limit begins with, who is told, and fuses that trip.

-- Off until somebody turns it on: many messages to one area at once are what a campaign looks like too.
create table fuse_settings (
  account_id uuid primary key references accounts (id),
  is_on boolean not null default false,
  -- 5: +1 and the area code; 8: and the three digits after it.
  prefix_length smallint not null default 8 check (prefix_length in (5, 8)),
  most_messages integer not null default 30 check (most_messages between 1 and 10000),
  within_seconds integer not null default 60 check (within_seconds between 1 and 300),
  -- Destinations that begin so never trip it.
  exceptions text[] not null default '{}' check (cardinality(exceptions) <= 50)
);
create index fuse_settings_on on fuse_settings (account_id) where is_on;
alter table fuse_settings enable row level security;
create policy tenant on fuse_settings to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
grant select, insert, update on fuse_settings to longcode_app;

-- What was seen when it tripped: how many in each second, and to how many numbers; the numbers themselves stay in the log.
alter table fuse_trips add column seen jsonb not null default '{}';
create index fuse_trips_untold on fuse_trips (account_id) where told_at is null;
create index fuse_trips_resumed on fuse_trips (account_id, prefix, resumed_at) where resumed_at is not null;
create index spend_alerts_waiting on spend_alerts (account_id) where told_at is null;
grant delete on spend_alerts to longcode_app;

-- Alerts that a limit has come to and that nobody was told of in its period yet. The balance is locked.
create function note_alerts(p_account uuid, p_limit uuid, p_now timestamptz) returns void language sql as $$
  delete from spend_alerts s using spend_limits l
  where l.account_id = p_account and l.id = p_limit and s.account_id = p_account and s.limit_id = l.id and s.window_from = l.window_from
    and l.spent_nanos * 100 < l.limit_nanos * s.percent;
  insert into spend_alerts (account_id, limit_id, window_from, percent, spent_nanos, at)
  select p_account, l.id, l.window_from, p.percent, l.spent_nanos, p_now
  from spend_limits l cross join lateral unnest(l.alert_percents) as p (percent)
  where l.account_id = p_account and l.id = p_limit and l.window_until > p_now
    and l.spent_nanos > 0 and l.spent_nanos * 100 >= l.limit_nanos * p.percent
  on conflict do nothing
$$;

-- What the messages since `p_from` took that a new limit covers, less what was given back; null: there are more than `p_most` of them.
create function spent_since(p_account uuid, p_subject text, p_value text, p_from timestamptz, p_most integer) returns bigint
language sql stable as $$
  with recent as materialized (
    select m.id, m.key_id, m.from_e164, m.to_e164, m.price_nanos, m.direction, m.is_test, m.accepted_at
    from messages m where m.account_id = p_account and m.id >= first_id_at(p_from - interval '1 minute')
    limit p_most + 1
  )
  select case when (select count(*) from recent) > p_most then null else coalesce((
    select sum(r.price_nanos)::bigint from recent r
    where r.direction = 'outbound' and not r.is_test and r.accepted_at >= p_from and r.price_nanos > 0
      and spend_limit_covers(p_subject, p_value, r.key_id, r.from_e164, r.to_e164)
      and not exists (select from ledger_postings p where p.account_id = p_account and p.message_id = r.id and p.kind = 'release')), 0) end
$$;

-- Trips what is to be tripped: the last messages of the account, most `p_most`, by key and prefix. What went before a resume does not count.
create function trip_fuses(p_account uuid, p_now timestamptz, p_most integer, p_ids uuid[]) returns bigint
language sql as $$
  with setting as (
    select * from fuse_settings where account_id = p_account and is_on
  ), recent as materialized (
    select m.key_id, m.to_e164, m.accepted_at, left(m.to_e164, s.prefix_length) as prefix
    from setting s cross join lateral (
      select * from messages t where t.account_id = p_account
        and t.id >= first_id_at(p_now - make_interval(secs => s.within_seconds)) order by t.id desc limit p_most) m
    where m.direction = 'outbound' and not m.is_test and m.price_nanos > 0
      and not exists (select from unnest(s.exceptions) e (prefix) where starts_with(m.to_e164, e.prefix))
  ), counted as (
    select r.key_id, r.prefix, count(*)::integer as messages, count(distinct r.to_e164)::integer as numbers
    from recent r
    where r.accepted_at > coalesce((
      select max(f.resumed_at) from fuse_trips f
      where f.account_id = p_account and f.prefix = r.prefix and f.key_id is not distinct from r.key_id
        and f.resumed_at is not null), '-infinity')
    group by 1, 2
  ), too_many as (
    select c.*, row_number() over (order by c.messages desc, c.prefix) as nth from counted c, setting s where c.messages > s.most_messages
  ), tripped as (
    insert into fuse_trips (account_id, id, key_id, prefix, tripped_at, messages, within_seconds, allowed, seen)
    select p_account, p_ids[o.nth], o.key_id, o.prefix, p_now, o.messages, s.within_seconds, s.most_messages, jsonb_build_object(
      'numbers', o.numbers,
      'seconds', (
        select jsonb_agg(jsonb_build_array(t.at, t.messages) order by t.at) from (
          select date_trunc('second', r.accepted_at) as at, count(*) as messages from recent r
          where r.key_id is not distinct from o.key_id and r.prefix = o.prefix group by 1 order by 1 desc limit 60) t))
    from too_many o cross join setting s where o.nth <= cardinality(p_ids)
    on conflict do nothing
    returning 1
  )
  select count(*) from tripped
$$;

create function accounts_with_fuses(p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select account_id from fuse_settings where is_on and account_id > p_after order by account_id limit p_limit
$$;

create function accounts_with_untold_spend(p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select account_id from (
    select distinct account_id from spend_alerts where told_at is null and account_id > p_after
    union
    select distinct account_id from fuse_trips where told_at is null and account_id > p_after
  ) t order by account_id limit p_limit
$$;
