-- Limits of what sending may cost, and fuses that have tripped: both are asked in the transaction that accepts.

-- When the period that holds `p_at` began, or ends, in a zone: a day of 23 or 25 hours is a day.
create function window_start(p_period text, p_at timestamptz, p_zone text) returns timestamptz language sql stable parallel safe as $$
  select date_trunc(p_period, p_at, p_zone)
$$;
create function window_end(p_period text, p_at timestamptz, p_zone text) returns timestamptz language sql stable parallel safe as $$
  select case when p_period in ('minute', 'hour') then date_trunc(p_period, p_at, p_zone) + ('1 ' || p_period)::interval
    else (date_trunc(p_period, p_at at time zone p_zone) + ('1 ' || p_period)::interval) at time zone p_zone end
$$;

create table spend_limits (
  account_id uuid not null references accounts (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  subject text not null check (subject in ('account', 'key', 'number', 'prefix')),
  -- '' of the account; a key's id; a number of the account in E.164; the beginning of destinations, +1 and digits.
  value text not null default '',
  period text not null check (period in ('minute', 'hour', 'day', 'month')),
  limit_nanos bigint not null check (limit_nanos >= 0),
  -- At how many hundredths of it somebody is told, once each in a period.
  alert_percents smallint[] not null default '{80,100}' check (cardinality(alert_percents) <= 5),
  -- What was accepted in the period that ends at `window_until`, less what was given back. A later period begins at zero.
  spent_nanos bigint not null default 0 check (spent_nanos >= 0),
  window_from timestamptz not null default '-infinity',
  window_until timestamptz not null default '-infinity',
  created_at timestamptz not null,
  primary key (account_id, id),
  check ((subject = 'account') = (value = ''))
);

-- What somebody is to be told: a limit came to so many hundredths in the period that began then.
create table spend_alerts (
  account_id uuid not null,
  limit_id uuid not null,
  window_from timestamptz not null,
  percent smallint not null,
  spent_nanos bigint not null,
  at timestamptz not null,
  told_at timestamptz,
  primary key (account_id, limit_id, window_from, percent),
  foreign key (account_id, limit_id) references spend_limits (account_id, id) on delete cascade
);
create index spend_alerts_untold on spend_alerts (at) where told_at is null;

-- A destination prefix that a key may not send to until somebody says so.
create table fuse_trips (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- Null: what people send in the portal.
  key_id uuid,
  prefix text not null check (prefix ~ '^\+1[0-9]{0,10}$'),
  tripped_at timestamptz not null,
  -- What tripped it: so many messages within so many seconds, where so many were allowed.
  messages integer not null,
  within_seconds integer not null,
  allowed integer not null,
  told_at timestamptz,
  resumed_at timestamptz,
  resumed_by text,
  primary key (account_id, id)
);
-- A prefix of a key is tripped once at a time.
create unique index fuse_trips_open on fuse_trips (account_id, (coalesce(key_id, '00000000-0000-0000-0000-000000000000')), prefix)
  where resumed_at is null;

create function spend_limit_covers(p_subject text, p_value text, p_key uuid, p_from text, p_to text) returns boolean
language sql immutable parallel safe as $$
  select case p_subject when 'account' then true when 'number' then p_from = p_value when 'prefix' then starts_with(p_to, p_value)
    else p_key::text = p_value end is true
$$;

-- Periods that have ended begin anew. The balance is locked, as for everything here that writes what was spent.
create function open_spend_windows(p_account uuid, p_now timestamptz) returns void language sql as $$
  update spend_limits l set spent_nanos = 0, window_from = window_start(l.period, p_now, a.time_zone),
    window_until = window_end(l.period, p_now, a.time_zone)
  from accounts a where a.id = p_account and l.account_id = p_account and l.window_until <= p_now
$$;

create function note_spend(p_account uuid, p_limits uuid[], p_spent bigint[], p_now timestamptz) returns void language sql as $$
  with moved as (
    update spend_limits l set spent_nanos = s.spent from unnest(p_limits, p_spent) as s (id, spent)
    where l.account_id = p_account and l.id = s.id and l.spent_nanos <> s.spent
    returning l.*
  )
  insert into spend_alerts (account_id, limit_id, window_from, percent, spent_nanos, at)
  select p_account, m.id, m.window_from, p.percent, m.spent_nanos, p_now
  from moved m cross join lateral unnest(m.alert_percents) as p (percent)
  where m.spent_nanos * 100 >= m.limit_nanos * p.percent
  on conflict do nothing
$$;

-- Holds that were released give their limits back what they took, if its period still runs. The balance is locked.
create function give_back_spend(p_account uuid, p_messages uuid[]) returns void language plpgsql as $$
begin
  if not exists (select from spend_limits l where l.account_id = p_account) then return; end if;
  update spend_limits l set spent_nanos = greatest(0, l.spent_nanos - g.nanos)
  from (
    select l.id, sum(m.price_nanos)::bigint as nanos
    from unnest(p_messages) as r (id)
    cross join lateral (select * from messages t where t.account_id = p_account and t.id = r.id offset 0) m
    join spend_limits l on l.account_id = p_account and m.accepted_at >= l.window_from and m.accepted_at < l.window_until
      and spend_limit_covers(l.subject, l.value, m.key_id, m.from_e164, m.to_e164)
    where not m.is_test
    group by l.id) g
  where l.account_id = p_account and l.id = g.id;
end $$;

grant select, insert, update, delete on spend_limits to longcode_app;
grant select, insert, update on spend_alerts, fuse_trips to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['spend_limits', 'spend_alerts', 'fuse_trips'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;

-- ── accepting ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- As before (20261129002500_traces), and now: rates by destination, tier and account, surcharges, limits and fuses.
drop function accept_messages(timestamptz, interval, boolean, jsonb);
create function accept_messages(p_now timestamptz, p_validity interval, p_wait boolean, p_batch jsonb)
returns table (n integer, outcome text, message_id uuid, price_nanos bigint, detail text, surcharge_nanos bigint)
language plpgsql
-- A connection keeps its plans: one that was made while a table was empty would read the whole table when it is full.
set enable_seqscan = off
set lock_timeout = '2s' -- then the caller says "still running" instead of hanging
as $$
#variable_conflict use_column
declare
  g record;
  r record;
  funds bigint;
  live_link uuid;
  test_link uuid;
  link uuid;
  ok_ids uuid[];
  ok_kinds text[];
  ok_rates bigint[];
  ok_rate_ids uuid[];
  ok_surcharges bigint[];
  ok_destinations text[];
  total bigint;
  price bigint;
  volume bigint;
  volume_ends timestamptz;
  -- The account's limits side by side; most accounts have none.
  limit_ids uuid[];
  limit_subjects text[];
  limit_values text[];
  limit_maxima bigint[];
  limit_spent bigint[];
  at_limit integer;
  trip_ids uuid[];
  trip_keys uuid[];
  trip_prefixes text[];
  tripped uuid;
  -- Mostly there are none, and then no message asks for one.
  asks_surcharges constant boolean := exists (select from surcharges);
begin
  select l.id into live_link from links l where l.enabled and l.takes_live order by l.priority, l.id limit 1;
  select l.id into test_link from links l where l.enabled and l.takes_test order by l.priority, l.id limit 1;

  for g in
    select (b.item ->> 'account')::uuid as account, coalesce((b.item ->> 'is_test')::boolean, false) as is_test,
      b.item -> 'items' as items
    from jsonb_array_elements(p_batch) as b (item)
  loop
    perform set_config('app.account_id', g.account::text, true);
    link := case when g.is_test then test_link else live_link end;
    if p_wait then
      select case when g.is_test then b.test_available_nanos else b.available_nanos end, b.volume_parts, b.volume_until
      into funds, volume, volume_ends from balances b where b.account_id = g.account for update;
      if not found then
        raise exception 'account % has no balance row', g.account;
      end if;
    else
      select case when g.is_test then b.test_available_nanos else b.available_nanos end, b.volume_parts, b.volume_until
      into funds, volume, volume_ends from balances b where b.account_id = g.account for update skip locked;
      if not found then
        return query select i.n, 'busy', null::uuid, 0::bigint, null, 0::bigint from jsonb_to_recordset(g.items) as i (n integer);
        continue;
      end if;
    end if;
    ok_ids := '{}'; ok_kinds := '{}'; ok_rates := '{}'; ok_rate_ids := '{}'; ok_surcharges := '{}'; ok_destinations := '{}'; total := 0;
    limit_ids := null; trip_ids := null;
    if volume_ends <= p_now then
      volume := 0;
      select window_end('month', p_now, a.time_zone) into volume_ends from accounts a where a.id = g.account;
    end if;
    if not g.is_test then
      -- Under the balance's lock, so what is read here stays true until the commit: no crowd gets past a limit.
      if exists (select from spend_limits l where l.account_id = g.account) then
        perform open_spend_windows(g.account, p_now);
        select array_agg(l.id order by l.window_until desc, l.id), array_agg(l.subject order by l.window_until desc, l.id),
          array_agg(l.value order by l.window_until desc, l.id), array_agg(l.limit_nanos order by l.window_until desc, l.id),
          array_agg(l.spent_nanos order by l.window_until desc, l.id)
        into limit_ids, limit_subjects, limit_values, limit_maxima, limit_spent
        from spend_limits l where l.account_id = g.account;
      end if;
      select array_agg(f.id), array_agg(f.key_id), array_agg(f.prefix) into trip_ids, trip_keys, trip_prefixes
      from fuse_trips f where f.account_id = g.account and f.resumed_at is null;
    end if;

    -- Each look-up is one probe of an index, however many numbers or keys the account has. `offset 0`: asked once a message, not once for
    -- each place that names it.
    for r in
      select i.n, i.id, i."from", i."to", i.parts, i.key_id, rate.rate_id, rate.part_nanos, rate.until_parts, d.destination,
        case when asks_surcharges then surcharge_at(link, 'outbound', s.kind, d.destination, p_now) else 0 end as surcharge_nanos,
        s.kind, s.messaging_state, s.messaging_from,
        k.message_id as known_id, k.price_nanos as known_price, k.fingerprint = decode(i.fingerprint, 'hex') as is_same,
        -- The account's scope is looked up only where the consumer has opted out of another of its numbers.
        exists (
          select from opt_outs t
          where t.account_id = g.account and t.consumer = i."to" and t.removed_at is null and t.is_test = g.is_test
            and (t.number = i."from" or (select a.optout_scope = 'account' from accounts a where a.id = g.account))) as opted_out
      from jsonb_to_recordset(g.items) as i (n integer, id uuid, "from" text, "to" text, parts bigint, key_id uuid,
        idempotency_key text, fingerprint text)
      left join lateral (
        select t.kind, t.messaging_state, t.messaging_from from numbers t where t.account_id = g.account and t.e164 = i."from" limit 1) s on true
      cross join lateral (select destination_of(i."to") as destination offset 0) d
      left join lateral rate_at(g.account, 'outbound', s.kind, d.destination, volume, p_now) rate on true
      left join lateral (
        select t.message_id, t.price_nanos, t.fingerprint from idempotency_keys t
        where t.account_id = g.account and t.key = i.idempotency_key limit 1) k on true
      order by i.n
    loop
      -- Others of this batch came first: the tier may have passed.
      if volume >= r.until_parts then
        select t.rate_id, t.part_nanos, t.until_parts into r.rate_id, r.part_nanos, r.until_parts
        from rate_at(g.account, 'outbound', r.kind, r.destination, volume, p_now) t;
      end if;
      price := r.parts * (r.part_nanos + r.surcharge_nanos);
      n := r.n; message_id := r.id; price_nanos := price; detail := null; surcharge_nanos := r.surcharge_nanos;
      tripped := null; at_limit := null;
      if trip_ids is not null then
        select f.id into tripped from unnest(trip_ids, trip_keys, trip_prefixes) as f (id, key_id, prefix)
        where f.key_id is not distinct from r.key_id and starts_with(r."to", f.prefix) limit 1;
      end if;
      if limit_ids is not null then
        for l in 1 .. cardinality(limit_ids) loop
          if limit_spent[l] + price > limit_maxima[l] and price > 0
            and spend_limit_covers(limit_subjects[l], limit_values[l], r.key_id, r."from", r."to") then
            at_limit := l;
            exit;
          end if;
        end loop;
      end if;
      if r.known_id is not null then
        outcome := case when r.is_same then 'replayed' else 'mismatch' end;
        message_id := r.known_id; price_nanos := r.known_price;
        select m.surcharge_nanos into surcharge_nanos from messages m where m.account_id = g.account and m.id = r.known_id;
        surcharge_nanos := coalesce(surcharge_nanos, 0);
      elsif r.messaging_state is null then outcome := 'sender_not_yours';
      elsif r.messaging_state <> 'enabled' then outcome := 'sender_not_enabled';
        detail := jsonb_build_object('state', r.messaging_state, 'from', r.messaging_from)::text;
      elsif r.opted_out then outcome := 'opted_out';
      elsif link is null then outcome := 'no_link';
      elsif price is null then outcome := 'no_rate';
      elsif tripped is not null then outcome := 'fuse_tripped';
        select jsonb_build_object('id', f.id, 'prefix', f.prefix, 'messages', f.messages, 'at', f.tripped_at)::text into detail
        from fuse_trips f where f.account_id = g.account and f.id = tripped;
      elsif at_limit is not null then outcome := 'limit_reached';
        select jsonb_build_object('id', l.id, 'name', l.name, 'limit_nanos', l.limit_nanos::text, 'until', l.window_until)::text
        into detail from spend_limits l where l.account_id = g.account and l.id = limit_ids[at_limit];
      elsif price > funds then outcome := 'insufficient_funds';
      else
        outcome := 'accepted';
        funds := funds - price;
        total := total + price;
        if not g.is_test then volume := volume + r.parts; end if;
        if limit_ids is not null then
          for l in 1 .. cardinality(limit_ids) loop
            if spend_limit_covers(limit_subjects[l], limit_values[l], r.key_id, r."from", r."to") then
              limit_spent[l] := limit_spent[l] + price;
            end if;
          end loop;
        end if;
        ok_ids := ok_ids || r.id;
        ok_kinds := ok_kinds || r.kind;
        ok_rates := ok_rates || r.part_nanos;
        ok_rate_ids := ok_rate_ids || r.rate_id;
        ok_surcharges := ok_surcharges || r.surcharge_nanos;
        ok_destinations := ok_destinations || r.destination;
      end if;
      return next;
    end loop;

    continue when cardinality(ok_ids) = 0;

    with ok as (
      select i.*, o.kind, o.rate, o.rate_id, o.surcharge, o.destination, (o.rate + o.surcharge) * i.parts as price
      from unnest(ok_ids, ok_kinds, ok_rates, ok_rate_ids, ok_surcharges, ok_destinations)
        as o (id, kind, rate, rate_id, surcharge, destination)
      join jsonb_to_recordset(g.items) as i (id uuid, "from" text, "to" text, body text, encoding text, parts smallint,
        key_id uuid, api_version text, dlr_callback text, idempotency_key text, fingerprint text, tag text, request jsonb)
        on i.id = o.id
    ), message as (
      insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind,
        part_nanos, surcharge_nanos, rate_id, destination, price_nanos, link_id, key_id, api_version, dlr_callback, accepted_at,
        due_at, expires_at, is_test, tag)
      select g.account, id, 'outbound', 'accepted', "from", "to", body, encoding, parts, kind,
        rate, surcharge, rate_id, destination, price, link, key_id, api_version, dlr_callback, p_now, p_now, p_now + p_validity, g.is_test, tag from ok
    ), request as (
      insert into message_requests (account_id, message_id, request) select g.account, id, coalesce(request, '{}') from ok
    ), event as (
      insert into message_events (account_id, message_id, rev, kind, at)
      select g.account, id, 0, 'message.accepted', p_now from ok
    ), fact as (
      insert into outbox (account_id, message_id, kind, at) select g.account, id, 'message.accepted', p_now from ok
    ), key as (
      insert into idempotency_keys (account_id, key, fingerprint, message_id, price_nanos, created_at)
      select g.account, idempotency_key, decode(fingerprint, 'hex'), id, price, p_now from ok where idempotency_key is not null
    ), hold as (
      -- A hold carries its message's id as its own: a message has one hold, so they cannot meet, and nothing random is
      -- asked for here.
      insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at, is_test)
      select g.account, id, 'hold', 'available', 'held', price, id, 'message accepted', p_now, g.is_test from ok where price > 0
    )
    update balances set
        available_nanos = available_nanos - case when g.is_test then 0 else total end,
        held_nanos = held_nanos + case when g.is_test then 0 else total end,
        test_available_nanos = test_available_nanos - case when g.is_test then total else 0 end,
        test_held_nanos = test_held_nanos + case when g.is_test then total else 0 end,
        volume_parts = volume, volume_until = volume_ends
      where account_id = g.account;
    if limit_ids is not null then perform note_spend(g.account, limit_ids, limit_spent, p_now); end if;
  end loop;
end $$;
