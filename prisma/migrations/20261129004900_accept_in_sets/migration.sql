-- A batch of many accounts is locked, looked up and stored by one statement each, not by one for each account: with a message of each of
-- sixty accounts nine tenths of the time went into beginning and ending statements. It works on rows of several tenants at once, so row-level
-- security, which knows one, does not stand around it (decision 30): every row says whose it is, and each look-up joins on that.

-- Limits side by side, each with its account.
drop function note_spend(uuid, uuid[], bigint[], timestamptz);
create function note_spend(p_accounts uuid[], p_limits uuid[], p_spent bigint[], p_now timestamptz) returns void language sql as $$
  with moved as (
    update spend_limits l set spent_nanos = s.spent from unnest(p_accounts, p_limits, p_spent) as s (account, id, spent)
    where l.account_id = s.account and l.id = s.id and l.spent_nanos <> s.spent
    returning l.*
  )
  insert into spend_alerts (account_id, limit_id, window_from, percent, spent_nanos, at)
  select m.account_id, m.id, m.window_from, p.percent, m.spent_nanos, p_now
  from moved m cross join lateral unnest(m.alert_percents) as p (percent)
  where m.spent_nanos * 100::numeric >= m.limit_nanos * p.percent::numeric
  on conflict do nothing
$$;

drop function accept_messages(timestamptz, interval, boolean, jsonb);
-- `p_batch`: an array of messages, each with `n`, its place, and `account`, whose it is. One answer for each `n`. A message of an account
-- whose balance somebody else has locked is 'busy', unless `p_wait`: then it waits two seconds, and fails with 55P03.
create function accept_messages(p_now timestamptz, p_validity interval, p_wait boolean, p_batch jsonb)
returns table (n integer, outcome text, message_id uuid, price_nanos bigint, detail text, surcharge_nanos bigint)
language plpgsql security definer
set search_path = public, pg_temp
-- A connection keeps its plans: one that was made while a table was empty would read the whole table when it is full.
set enable_seqscan = off
set lock_timeout = '2s' -- then the caller says "still running" instead of hanging
as $$
#variable_conflict use_column
declare
  r record;
  asked uuid[];
  locked uuid[];
  live_link uuid;
  test_link uuid;
  link uuid;
  -- The account whose turn it is, live or test: its messages stand together.
  whose uuid;
  is_of_test boolean;
  funds bigint;
  volume bigint;
  price bigint;
  is_first boolean;
  -- What is accepted, side by side.
  ok_ns integer[] := '{}';
  ok_kinds text[] := '{}';
  ok_rates bigint[] := '{}';
  ok_rate_ids uuid[] := '{}';
  ok_surcharges bigint[] := '{}';
  ok_destinations text[] := '{}';
  -- What it does to balances, side by side: a place for each account, live or test, of which something is accepted.
  place integer := 0;
  moved_accounts uuid[] := '{}';
  moved_tests boolean[] := '{}';
  moved_totals bigint[] := '{}';
  moved_volumes bigint[] := '{}';
  moved_ends timestamptz[] := '{}';
  -- The limits of these accounts side by side, an account's together; most accounts have none.
  limited uuid[];
  limit_accounts uuid[];
  limit_ids uuid[];
  limit_subjects text[];
  limit_values text[];
  limit_maxima bigint[];
  limit_spent bigint[];
  limits_from integer;
  limits_until integer;
  at_limit integer;
  trip_accounts uuid[];
  trip_ids uuid[];
  trip_keys uuid[];
  trip_prefixes text[];
  tripped uuid;
  -- Mostly there are none, and then no message asks for one.
  asks_surcharges constant boolean := exists (select from surcharges);
begin
  select l.id into live_link from links l where l.enabled and l.takes_live order by l.priority, l.id limit 1;
  select l.id into test_link from links l where l.enabled and l.takes_test order by l.priority, l.id limit 1;

  select array_agg(distinct b.account) into asked from jsonb_to_recordset(p_batch) as b (account uuid);
  -- In an order, so that two that wait cannot wait for each other; what skips never waits.
  if p_wait then
    select array_agg(t.account_id) into locked
    from (select b.account_id from balances b where b.account_id = any(asked) order by b.account_id for update) t;
    if cardinality(asked) is distinct from cardinality(locked) then
      raise exception 'an account of % has no balance row', asked;
    end if;
  else
    select coalesce(array_agg(t.account_id), '{}') into locked
    from (select b.account_id from balances b where b.account_id = any(asked) for update skip locked) t;
    if cardinality(asked) is distinct from cardinality(locked) then
      return query select i.n, 'busy', null::uuid, 0::bigint, null, 0::bigint
        from jsonb_to_recordset(p_batch) as i (n integer, account uuid) where i.account <> all(locked);
    end if;
  end if;

  -- Under the balances' locks, so what is read here stays true until the commit: no crowd gets past a limit. Of live messages only.
  select array_agg(distinct l.account_id) into limited from spend_limits l
  where l.account_id = any(array(select b.account from jsonb_to_recordset(p_batch) as b (account uuid, is_test boolean) where not b.is_test))
    and l.account_id = any(locked);
  if limited is not null then
    perform open_spend_windows(t.account, p_now) from unnest(limited) as t (account);
    select array_agg(l.account_id order by l.account_id, l.window_until desc, l.id),
      array_agg(l.id order by l.account_id, l.window_until desc, l.id),
      array_agg(l.subject order by l.account_id, l.window_until desc, l.id),
      array_agg(l.value order by l.account_id, l.window_until desc, l.id),
      array_agg(l.limit_nanos order by l.account_id, l.window_until desc, l.id),
      array_agg(l.spent_nanos order by l.account_id, l.window_until desc, l.id)
    into limit_accounts, limit_ids, limit_subjects, limit_values, limit_maxima, limit_spent
    from spend_limits l where l.account_id = any(limited);
  end if;
  select array_agg(f.account_id), array_agg(f.id), array_agg(f.key_id), array_agg(f.prefix)
  into trip_accounts, trip_ids, trip_keys, trip_prefixes
  from fuse_trips f where f.account_id = any(locked) and f.resumed_at is null;

  -- Each look-up is one probe of an index, however many numbers or keys the account has; a rate is picked once for all messages that share it.
  for r in
    with item as materialized (
      select i.*, s.kind, s.messaging_state, s.messaging_from, destination_of(i."to") as destination,
        k.message_id as known_id, k.price_nanos as known_price, k.fingerprint = decode(i.fingerprint, 'hex') as is_same
      from jsonb_to_recordset(p_batch) as i (n integer, account uuid, is_test boolean, id uuid, "from" text, "to" text, parts bigint,
        key_id uuid, idempotency_key text, fingerprint text)
      left join lateral (
        select t.kind, t.messaging_state, t.messaging_from from numbers t
        where t.account_id = i.account and t.e164 = i."from" limit 1) s on true
      left join lateral (
        select t.message_id, t.price_nanos, t.fingerprint from idempotency_keys t
        where t.account_id = i.account and t.key = i.idempotency_key limit 1) k on true
      where i.account = any(locked)
    ), money as materialized (
      select b.account_id, b.available_nanos, b.test_available_nanos, a.optout_scope,
        case when b.volume_until <= p_now then 0 else b.volume_parts end as volume,
        case when b.volume_until <= p_now then window_end('month', p_now, a.time_zone) else b.volume_until end as volume_ends
      from balances b join accounts a on a.id = b.account_id where b.account_id = any(locked)
    ), rated as materialized (
      select d.account, d.kind, d.destination, rate.rate_id, rate.part_nanos, rate.until_parts
      from (select distinct i.account, i.kind, i.destination from item i where i.kind is not null) d
      join money m on m.account_id = d.account
      cross join lateral rate_at(d.account, 'outbound', d.kind, d.destination, m.volume, p_now) rate
    )
    select i.n, i.account, i.is_test, i.id, i."from", i."to", i.parts, i.key_id, i.kind, i.messaging_state, i.messaging_from, i.destination,
      i.known_id, i.known_price, i.is_same, rate.rate_id, rate.part_nanos, rate.until_parts,
      case when asks_surcharges
        then surcharge_at(case when i.is_test then test_link else live_link end, 'outbound', i.kind, i.destination, p_now)
        else 0 end as surcharge_nanos,
      exists (
        select from opt_outs t
        where t.account_id = i.account and t.consumer = i."to" and t.removed_at is null and t.is_test = i.is_test
          and (t.number = i."from" or m.optout_scope = 'account')) as opted_out,
      case when i.is_test then m.test_available_nanos else m.available_nanos end as funds, m.volume, m.volume_ends
    from item i
    join money m on m.account_id = i.account
    left join rated rate on rate.account = i.account and rate.kind = i.kind and rate.destination = i.destination
    order by i.account, i.is_test, i.n
  loop
    if whose is distinct from r.account or is_of_test is distinct from r.is_test then
      whose := r.account; is_of_test := r.is_test;
      funds := r.funds; volume := r.volume; is_first := true;
      link := case when r.is_test then test_link else live_link end;
      limits_from := case when r.is_test then null else array_position(limit_accounts, r.account) end;
      limits_until := array_upper(array_positions(limit_accounts, r.account), 1) + limits_from - 1;
    end if;
    -- Others of this batch came first: the tier may have passed.
    if volume >= r.until_parts then
      select t.rate_id, t.part_nanos, t.until_parts into r.rate_id, r.part_nanos, r.until_parts
      from rate_at(r.account, 'outbound', r.kind, r.destination, volume, p_now) t;
    end if;
    price := r.parts * (r.part_nanos + r.surcharge_nanos);
    n := r.n; message_id := r.id; price_nanos := price; detail := null; surcharge_nanos := r.surcharge_nanos;
    tripped := null; at_limit := null;
    if trip_accounts is not null and not r.is_test then
      select f.id into tripped from unnest(trip_accounts, trip_ids, trip_keys, trip_prefixes) as f (account, id, key_id, prefix)
      where f.account = r.account and f.key_id is not distinct from r.key_id and starts_with(r."to", f.prefix) limit 1;
    end if;
    if limits_from is not null and price > 0 then
      for l in limits_from .. limits_until loop
        if limit_spent[l] + price > limit_maxima[l]
          and spend_limit_covers(limit_subjects[l], limit_values[l], r.key_id, r."from", r."to") then
          at_limit := l;
          exit;
        end if;
      end loop;
    end if;
    if r.known_id is not null then
      outcome := case when r.is_same then 'replayed' else 'mismatch' end;
      message_id := r.known_id; price_nanos := r.known_price;
      select m.surcharge_nanos into surcharge_nanos from messages m where m.account_id = r.account and m.id = r.known_id;
      surcharge_nanos := coalesce(surcharge_nanos, 0);
    elsif r.messaging_state is null then outcome := 'sender_not_yours';
    elsif r.messaging_state <> 'enabled' then outcome := 'sender_not_enabled';
      detail := jsonb_build_object('state', r.messaging_state, 'from', r.messaging_from)::text;
    elsif r.opted_out then outcome := 'opted_out';
    elsif link is null then outcome := 'no_link';
    elsif price is null then outcome := 'no_rate';
    elsif tripped is not null then outcome := 'fuse_tripped';
      select jsonb_build_object('id', f.id, 'prefix', f.prefix, 'messages', f.messages, 'at', f.tripped_at)::text into detail
      from fuse_trips f where f.account_id = r.account and f.id = tripped;
    elsif at_limit is not null then outcome := 'limit_reached';
      select jsonb_build_object('id', l.id, 'name', l.name, 'limit_nanos', l.limit_nanos::text, 'until', l.window_until)::text
      into detail from spend_limits l where l.account_id = r.account and l.id = limit_ids[at_limit];
    elsif price > funds then outcome := 'insufficient_funds';
    else
      outcome := 'accepted';
      if is_first then
        is_first := false;
        place := place + 1;
        moved_accounts[place] := r.account;
        moved_tests[place] := r.is_test;
        moved_totals[place] := 0;
        moved_ends[place] := r.volume_ends;
      end if;
      funds := funds - price;
      if not r.is_test then volume := volume + r.parts; end if;
      moved_totals[place] := moved_totals[place] + price;
      moved_volumes[place] := volume;
      if limits_from is not null then
        for l in limits_from .. limits_until loop
          if spend_limit_covers(limit_subjects[l], limit_values[l], r.key_id, r."from", r."to") then
            limit_spent[l] := limit_spent[l] + price;
          end if;
        end loop;
      end if;
      ok_ns := ok_ns || r.n;
      ok_kinds := ok_kinds || r.kind;
      ok_rates := ok_rates || r.part_nanos;
      ok_rate_ids := ok_rate_ids || r.rate_id;
      ok_surcharges := ok_surcharges || r.surcharge_nanos;
      ok_destinations := ok_destinations || r.destination;
    end if;
    return next;
  end loop;

  if place = 0 then return; end if;

  with ok as (
    select i.*, o.kind, o.rate, o.rate_id, o.surcharge, o.destination, (o.rate + o.surcharge) * i.parts as price,
      case when i.is_test then test_link else live_link end as link
    from unnest(ok_ns, ok_kinds, ok_rates, ok_rate_ids, ok_surcharges, ok_destinations)
      as o (n, kind, rate, rate_id, surcharge, destination)
    join jsonb_to_recordset(p_batch) as i (n integer, account uuid, is_test boolean, id uuid, "from" text, "to" text, body text,
      encoding text, parts smallint, key_id uuid, api_version text, dlr_callback text, idempotency_key text, fingerprint text, tag text,
      request jsonb)
      on i.n = o.n
  ), message as (
    insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind,
      part_nanos, surcharge_nanos, rate_id, destination, price_nanos, link_id, key_id, api_version, dlr_callback, accepted_at,
      due_at, expires_at, is_test, tag)
    select account, id, 'outbound', 'accepted', "from", "to", body, encoding, parts, kind,
      rate, surcharge, rate_id, destination, price, link, key_id, api_version, dlr_callback, p_now, p_now, p_now + p_validity, is_test, tag
    from ok
  ), request as (
    insert into message_requests (account_id, message_id, request) select account, id, coalesce(request, '{}') from ok
  ), event as (
    insert into message_events (account_id, message_id, rev, kind, at)
    select account, id, 0, 'message.accepted', p_now from ok
  ), fact as (
    insert into outbox (account_id, message_id, kind, at) select account, id, 'message.accepted', p_now from ok
  ), key as (
    insert into idempotency_keys (account_id, key, fingerprint, message_id, price_nanos, created_at)
    select account, idempotency_key, decode(fingerprint, 'hex'), id, price, p_now from ok where idempotency_key is not null
  ), hold as (
    -- A hold carries its message's id as its own: a message has one hold, so they cannot meet, and nothing random is
    -- asked for here.
    insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at, is_test)
    select account, id, 'hold', 'available', 'held', price, id, 'message accepted', p_now, is_test from ok where price > 0
  )
  update balances b set
      available_nanos = b.available_nanos - m.live,
      held_nanos = b.held_nanos + m.live,
      test_available_nanos = b.test_available_nanos - m.test,
      test_held_nanos = b.test_held_nanos + m.test,
      volume_parts = coalesce(m.volume, b.volume_parts),
      volume_until = coalesce(m.volume_ends, b.volume_until)
    from (
      select t.account, coalesce(sum(t.total) filter (where not t.is_test), 0) as live,
        coalesce(sum(t.total) filter (where t.is_test), 0) as test,
        max(t.volume) filter (where not t.is_test) as volume, max(t.volume_ends) filter (where not t.is_test) as volume_ends
      from unnest(moved_accounts, moved_tests, moved_totals, moved_volumes, moved_ends) as t (account, is_test, total, volume, volume_ends)
      group by t.account) m
    where b.account_id = m.account;
  if limit_ids is not null then perform note_spend(limit_accounts, limit_ids, limit_spent, p_now); end if;
end $$;
revoke execute on function accept_messages(timestamptz, interval, boolean, jsonb) from public;
grant execute on function accept_messages(timestamptz, interval, boolean, jsonb) to longcode_app;
